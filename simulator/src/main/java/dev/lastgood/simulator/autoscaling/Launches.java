package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.LaunchOrder;
import dev.lastgood.simulator.ec2.LaunchSpecification;
import dev.lastgood.simulator.ec2.ResolvedTemplate;
import dev.lastgood.simulator.kernel.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.autoscaling.model.AvailabilityZoneDistribution;
import software.amazon.awssdk.services.autoscaling.model.CapacityDistributionStrategy;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Launches instances for a group: chooses a zone and a type, resolves the template at that instant,
 * and records what became of it. A failed launch shows in the scaling activities and in an event,
 * and is tried again later, elsewhere where there is an elsewhere.
 */
final class Launches {
  private static final String NO_CAPACITY = "InsufficientInstanceCapacity";

  private final World world;
  private final RandomGenerator chance;

  Launches(World world, Chance chance) {
    this.world = world;
    this.chance = chance.stream("autoscaling.run-instances");
  }

  /**
   * One call to EC2 that is under way.
   *
   * @param options what it tries, in order
   */
  private record Attempt(
      Group group,
      LaunchSource source,
      boolean spot,
      List<LaunchOption> options,
      Activities.Place place,
      Activities.Entry activity) {
    int units() {
      return options.getFirst().units();
    }
  }

  /**
   * Orders one instance; it counts as under way until the call to EC2 has answered.
   *
   * @return how many units of capacity it will count for
   */
  int launch(Group group, LaunchSource source, String cause) {
    Activities.Place place = choosePlace(group);
    Activities.Entry activity =
        group
            .activities()
            .begin(
                world.ids().uuid(),
                group,
                "Launching a new EC2 instance",
                cause,
                world.now(),
                place);
    boolean spot = OnDemandShare.nextIsSpot(group, source);
    Attempt attempt =
        new Attempt(group, source, spot, world.options().of(source, spot), place, activity);
    group.launches().begin(place.availabilityZone(), attempt.units(), spot);
    world.time().after(world.timings().runInstances().draw(chance), () -> call(attempt));
    return attempt.units();
  }

  private void call(Attempt attempt) {
    Group group = attempt.group();
    group.launches().end(attempt.place().availabilityZone(), attempt.units(), attempt.spot());
    if (group.deleted()) {
      attempt.activity().end(ScalingActivityStatusCode.CANCELLED, null, world.now());
      return;
    }
    try {
      GroupInstance instance = launchFirstPossible(attempt);
      group.launches().succeeded();
      world.refreshes().launched(instance);
    } catch (Ec2Exception failure) {
      failed(attempt, failure);
    }
  }

  /** What has no capacity gives way to the next; any other refusal would be theirs as well. */
  private GroupInstance launchFirstPossible(Attempt attempt) {
    Ec2Exception last = null;
    for (LaunchOption option : attempt.options()) {
      try {
        LaunchOrder order =
            order(attempt.group(), option, attempt.spot(), attempt.place().subnetId());
        return world.lifecycle().launched(attempt.group(), order, option, attempt.activity());
      } catch (Ec2Exception refused) {
        last = refused;
        if (!refused.awsErrorDetails().errorCode().equals(NO_CAPACITY)) {
          break;
        }
      }
    }
    throw last;
  }

  private void failed(Attempt attempt, Ec2Exception failure) {
    Group group = attempt.group();
    String message = LaunchFailures.statusMessage(attempt.source(), attempt.spot(), failure);
    attempt.activity().describe("Launching a new EC2 instance.  Status Reason: " + message);
    attempt.activity().end(ScalingActivityStatusCode.FAILED, message, world.now());
    group.launches().failed(LaunchFailures.avoided(failure, attempt.place()), world.now());
    world.events().launchFailed(group, attempt.activity(), attempt.place(), message);
    world.refreshes().transitioned(group);
    world.controlLoop().wake(group);
  }

  /**
   * What is launched from an option now.
   *
   * @throws Ec2Exception where the template or its version does not exist
   */
  LaunchOrder order(Group group, LaunchOption option, boolean spot, String subnetId) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("aws:autoscaling:groupName", group.name());
    for (TagDescription tag : group.settings().tags()) {
      if (Boolean.TRUE.equals(tag.propagateAtLaunch())) {
        tags.put(tag.key(), tag.value());
      }
    }
    Optional<ResolvedTemplate> template = option.template().map(this::resolve);
    return new LaunchOrder(template, specification(option, template, spot), subnetId, tags);
  }

  /**
   * What EC2 would be asked for now.
   *
   * @throws Ec2Exception where the template or its version does not exist
   */
  LaunchSpecification specification(LaunchOption option, boolean spot) {
    return specification(option, option.template().map(this::resolve), spot);
  }

  private static LaunchSpecification specification(
      LaunchOption option, Optional<ResolvedTemplate> template, boolean spot) {
    LaunchSpecification asked =
        template
            .map(it -> LaunchSpecification.of(it.data()))
            .orElseGet(() -> specification(option.configuration().orElseThrow()));
    if (option.instanceType().isPresent()) {
      asked = asked.withInstanceType(option.instanceType().get());
    }
    if (option.imageId().isPresent()) {
      asked = asked.withImageId(option.imageId().get());
    }
    return spot ? asked.withSpot(true) : asked;
  }

  private static LaunchSpecification specification(LaunchConfiguration configuration) {
    return new LaunchSpecification(
        configuration.instanceType(),
        Optional.of(configuration.imageId()),
        Optional.ofNullable(configuration.userData()),
        Optional.ofNullable(configuration.keyName()),
        configuration.securityGroups(),
        configuration.blockDeviceMappings().stream()
            .filter(it -> it.ebs() != null && it.ebs().snapshotId() != null)
            .map(it -> it.ebs().snapshotId())
            .toList(),
        configuration.spotPrice() != null);
  }

  /**
   * The version that a specification means now.
   *
   * @throws Ec2Exception where it does not exist
   */
  ResolvedTemplate resolve(LaunchTemplateSpecification template) {
    boolean byId = template.launchTemplateId() != null;
    return world
        .ec2()
        .resolve(
            template.launchTemplateId(),
            byId ? null : template.launchTemplateName(),
            template.version());
  }

  /**
   * The zone with the fewest instances. One that refused lately is taken only where all others did,
   * unless the group is to stay balanced; see AvailabilityZoneDistribution in the API Reference.
   */
  Activities.Place choosePlace(Group group) {
    AvailabilityZoneDistribution distribution = group.settings().availabilityZoneDistribution();
    boolean staysBalanced =
        distribution != null
            && distribution.capacityDistributionStrategy()
                == CapacityDistributionStrategy.BALANCED_ONLY;
    Activities.Place best = null;
    long bestLoad = Long.MAX_VALUE;
    for (String subnetId : group.settings().vpcZoneIdentifier().split(",")) {
      String subnet = subnetId.strip();
      String zone = world.ec2().availabilityZone(subnet);
      long load = 2L * activeIn(group, zone);
      if (!staysBalanced && group.launches().avoids(zone, world.now())) {
        load += Integer.MAX_VALUE;
      } else if (group.launches().avoids(subnet, world.now())) {
        // Another subnet of the same zone may have addresses left.
        load += staysBalanced ? 1 : Integer.MAX_VALUE;
      }
      if (load < bestLoad) {
        best = new Activities.Place(subnet, zone);
        bestLoad = load;
      }
    }
    return best;
  }

  static int activeIn(Group group, String zone) {
    int count = group.launches().underWay(zone);
    for (GroupInstance instance : group.instances()) {
      if (instance.active() && instance.availabilityZone().equals(zone)) {
        count++;
      }
    }
    return count;
  }
}
