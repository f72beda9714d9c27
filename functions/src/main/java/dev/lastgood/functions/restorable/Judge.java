package dev.lastgood.functions.restorable;

import dev.lastgood.functions.point.LostSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Collects what speaks against a point. */
final class Judge {
  private final Needs needs;
  private final List<String> reasons = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();
  private final List<LostSource.Version> toBeMadeAgain = new ArrayList<>();

  Judge(Needs needs) {
    this.needs = needs;
  }

  /** Why it cannot be restored. */
  List<String> reasons() {
    return reasons;
  }

  /** What could not be seen. */
  List<String> unseen() {
    return unseen;
  }

  /** What has to be made again first. */
  List<LostSource.Version> toBeMadeAgain() {
    return toBeMadeAgain;
  }

  /** Takes everything into account. */
  void hear(Facts facts) {
    seen(facts.sources()).ifPresent(this::sources);
    seen(facts.imageStates()).ifPresent(this::images);
    seen(facts.subnets()).ifPresent(this::subnets);
    exist(facts.securityGroups(), needs.securityGroups(), "The security group ");
    exist(facts.keyNames(), needs.keyNames(), "The key pair ");
    exist(facts.targetGroupArns(), needs.targetGroupArns(), "The target group ");
    facts
        .launch()
        .ifPresent(
            launch -> {
              seen(facts.subnets()).ifPresent(this::addresses);
              seen(launch.refusals()).ifPresent(reasons::addAll);
              seen(launch.quota()).flatMap(Function.identity()).ifPresent(this::quota);
            });
  }

  private <T> Optional<T> seen(Look<T> look) {
    if (look instanceof Look.Unseen<T>(String because) && !unseen.contains(because)) {
      unseen.add(because);
    }
    return look.seen();
  }

  private void sources(Facts.Sources sources) {
    for (LostSource lost : sources.lost()) {
      switch (lost) {
        case LostSource.Version version -> toBeMadeAgain.add(version);
        case LostSource.Template _, LostSource.Configuration _ -> reasons.add(lost.says());
      }
    }
    for (LostSource.Version version : sources.withoutUserData()) {
      reasons.add(version.says() + " It cannot be made again: its user data is not kept any more.");
    }
  }

  private void images(Map<String, String> states) {
    for (String imageId : needs.imageIds()) {
      String state = states.getOrDefault(imageId, "");
      if (state.isEmpty()) {
        reasons.add("The image " + imageId + " does not exist any more.");
      } else if (!state.equals("available")) {
        reasons.add("The image " + imageId + " is " + state + ".");
      }
    }
  }

  private void subnets(Map<String, Facts.Subnet> subnets) {
    for (String subnetId : needs.subnetIds()) {
      Facts.Subnet subnet = subnets.get(subnetId);
      if (subnet == null) {
        reasons.add("The subnet " + subnetId + " does not exist any more.");
      } else if (!subnet.state().equals("available")) {
        reasons.add("The subnet " + subnetId + " is " + subnet.state() + ".");
      }
    }
  }

  private void exist(Look<Set<String>> found, Collection<String> needed, String what) {
    seen(found)
        .ifPresent(
            there ->
                needed.stream()
                    .filter(name -> !there.contains(name))
                    .map(name -> what + name + " does not exist any more.")
                    .forEach(reasons::add));
  }

  /**
   * Auto Scaling launches elsewhere what a zone cannot take, unless it is told to keep the balance;
   * see "Availability Zone distribution" in the Amazon EC2 Auto Scaling User Guide.
   */
  private void addresses(Map<String, Facts.Subnet> subnets) {
    Needs.Room room = needs.room();
    TreeMap<String, Integer> freeByZone = new TreeMap<>();
    for (String subnetId : needs.subnetIds()) {
      Optional.ofNullable(subnets.get(subnetId))
          .ifPresent(
              subnet ->
                  freeByZone.merge(
                      subnet.availabilityZone(),
                      subnet.freeAddresses().orElse(room.addresses()),
                      Integer::sum));
    }
    if (freeByZone.isEmpty()) {
      // Of default subnets a point knows the zones alone.
      return;
    }
    int all = freeByZone.values().stream().mapToInt(Integer::intValue).sum();
    int neededEach = room.addressesEach() * Math.ceilDiv(room.instances(), freeByZone.size());
    boolean aZoneIsFull = freeByZone.values().stream().anyMatch(free -> free < neededEach);
    if (all < room.addresses()) {
      reasons.add(
          "Replacing "
              + room.instances()
              + " instances, new ones first, needs "
              + room.addresses()
              + " free addresses, and its subnets have "
              + all
              + " ("
              + said(freeByZone)
              + ").");
    } else if (room.balancedOnly() && aZoneIsFull) {
      reasons.add(
          "Replacing "
              + room.instances()
              + " instances, new ones first and balanced only, needs "
              + neededEach
              + " free addresses in each zone, and its subnets have "
              + said(freeByZone)
              + ".");
    }
  }

  private static String said(Map<String, Integer> freeByZone) {
    return String.join(
        ", ",
        freeByZone.entrySet().stream()
            .map(zone -> zone.getValue() + " in " + zone.getKey())
            .toList());
  }

  private void quota(Facts.Quota quota) {
    int needed = quota.needed(needs.room());
    if (quota.vcpusUsed() + needed > quota.vcpusMax()) {
      reasons.add(
          "Replacing "
              + needs.room().instances()
              + " instances, new ones first, needs "
              + needed
              + " vCPUs, and of the "
              + quota.vcpusMax()
              + " that the quota of On-Demand Standard instances allows "
              + quota.vcpusUsed()
              + " are used.");
    }
  }
}
