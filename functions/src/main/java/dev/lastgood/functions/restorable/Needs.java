package dev.lastgood.functions.restorable;

import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.GroupConfiguration;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a point needs of its Region to be restored, worked out from its body alone.
 *
 * @param imageIds the images that instances start from; of those named by a parameter of Systems
 *     Manager, the image that it stood for
 * @param securityGroups ids, and names where the data has names
 * @param keyNames the key pairs
 * @param subnetIds the subnets that instances are launched in; none where the group names zones
 *     alone, and launches in the default subnets of these
 * @param targetGroupArns the target groups that instances are registered with
 * @param room what a replacement of all instances takes
 */
public record Needs(
    SortedSet<String> imageIds,
    SortedSet<String> securityGroups,
    SortedSet<String> keyNames,
    List<String> subnetIds,
    List<String> targetGroupArns,
    Room room) {
  /** Copies its collections. */
  public Needs {
    imageIds = new TreeSet<>(imageIds);
    securityGroups = new TreeSet<>(securityGroups);
    keyNames = new TreeSet<>(keyNames);
    subnetIds = List.copyOf(subnetIds);
    targetGroupArns = List.copyOf(targetGroupArns);
  }

  /**
   * The needs of a point.
   *
   * @param body the point
   * @return them
   */
  public static Needs of(GroupBody body) {
    GroupConfiguration configuration = body.configuration();
    Collected collected = new Collected();
    switch (configuration.launch()) {
      case LaunchSource.Template single -> collected.add(single.template());
      case LaunchSource.Configuration single -> collected.add(single.data());
      case LaunchSource.MixedInstances mixed -> collected.add(mixed);
    }
    return new Needs(
        collected.imageIds,
        collected.securityGroups,
        collected.keyNames,
        configuration.subnetIds(),
        configuration.targetGroupArns(),
        Room.of(body, collected.addressesEach));
  }

  /** Collects it on the way through what a group may launch from. */
  private static final class Collected {
    private final TreeSet<String> imageIds = new TreeSet<>();
    private final TreeSet<String> securityGroups = new TreeSet<>();
    private final TreeSet<String> keyNames = new TreeSet<>();
    private int addressesEach = 1;

    void add(LaunchTemplate template) {
      add(template.data());
    }

    void add(Map<String, Object> data) {
      addImage(data);
      addAllButImage(data);
    }

    /** An image that every override replaces is launched by none. */
    void add(LaunchSource.MixedInstances mixed) {
      if (mixed.overrides().isEmpty()) {
        add(mixed.template());
      }
      for (LaunchSource.InstanceOverride override : mixed.overrides()) {
        Map<String, Object> data = override.launchTemplate().orElse(mixed.template()).data();
        addImage(override.settings().containsKey("ImageId") ? override.settings() : data);
        addAllButImage(data);
      }
    }

    private void addImage(Map<String, Object> data) {
      imageIds.addAll(texts(data, "ImageId"));
    }

    private void addAllButImage(Map<String, Object> data) {
      securityGroups.addAll(texts(data, "SecurityGroupIds"));
      securityGroups.addAll(texts(data, "SecurityGroups"));
      keyNames.addAll(texts(data, "KeyName"));
      int addresses = 0;
      for (Map<?, ?> networkInterface : NetworkInterfaces.of(data)) {
        securityGroups.addAll(texts(networkInterface, "Groups"));
        addresses += NetworkInterfaces.addresses(networkInterface);
      }
      addressesEach = Math.max(addressesEach, addresses);
    }

    /** A text, or a list of them, by its name; empty ones are none. */
    private static List<String> texts(Map<?, ?> data, String name) {
      List<String> texts = new ArrayList<>();
      switch (data.get(name)) {
        case String text -> texts.add(text);
        case List<?> list -> list.forEach(text -> texts.add(String.valueOf(text)));
        case null, default -> {
          // It is not there.
        }
      }
      texts.removeIf(String::isEmpty);
      return texts;
    }
  }

  /**
   * What replacing all instances takes beside what runs: a refresh at 100/200 launches as many as
   * there are to be, and only then terminates the old ones.
   *
   * @param typesOfInstances the instance type of each instance that is launched, as it was when the
   *     point was captured; "" where the point does not say it
   * @param addressesEach how many addresses of its subnet an instance takes
   * @param capacity the desired capacity, at least 1
   * @param onDemandCapacity how much of it is On-Demand Instances
   * @param balancedOnly whether a zone that cannot take its part is not stood in for by another
   */
  public record Room(
      List<String> typesOfInstances,
      int addressesEach,
      int capacity,
      int onDemandCapacity,
      boolean balancedOnly) {
    /** Copies its list. */
    public Room {
      typesOfInstances = List.copyOf(typesOfInstances);
    }

    /**
     * How many instances are launched.
     *
     * @return their number
     */
    public int instances() {
      return typesOfInstances.size();
    }

    /**
     * How many free addresses they take.
     *
     * @return their number
     */
    public int addresses() {
      return instances() * addressesEach;
    }

    static Room of(GroupBody body, int addressesEach) {
      GroupConfiguration configuration = body.configuration();
      String usual =
          configuration
              .launch()
              .base()
              .map(template -> String.valueOf(template.data().getOrDefault("InstanceType", "")))
              .orElseGet(
                  () ->
                      configuration.launch() instanceof LaunchSource.Configuration single
                          ? String.valueOf(single.data().getOrDefault("InstanceType", ""))
                          : "");
      List<String> types = new ArrayList<>();
      for (Fleet.Instance instance : body.fleet().instances()) {
        if (instance.inService()) {
          types.add(instance.instanceType().isEmpty() ? usual : instance.instanceType());
        }
      }
      // With weights, how many instances make up the capacity only the fleet itself can tell.
      while (!body.fleet().isWeighted() && types.size() < body.fleet().desiredCapacity()) {
        types.add(types.isEmpty() ? usual : types.getFirst());
      }
      int capacity = Math.max(1, body.fleet().desiredCapacity());
      return new Room(
          types,
          addressesEach,
          capacity,
          OnDemandCapacity.of(configuration.launch(), capacity),
          configuration
              .furtherSettings()
              .map(settings -> settings.get("AvailabilityZoneDistribution"))
              .filter(Map.class::isInstance)
              .map(settings -> ((Map<?, ?>) settings).get("CapacityDistributionStrategy"))
              .filter("balanced-only"::equals)
              .isPresent());
    }
  }
}
