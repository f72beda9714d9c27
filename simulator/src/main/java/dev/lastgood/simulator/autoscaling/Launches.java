package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.LaunchOrder;
import dev.lastgood.simulator.ec2.ResolvedTemplate;
import dev.lastgood.simulator.kernel.Chance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Launches instances for a group: chooses a zone, resolves the template at that instant, and
 * records what became of it. A failed launch shows in the scaling activities and in an event, and
 * is tried again later, elsewhere where there is an elsewhere.
 */
final class Launches {
  private final World world;
  private final RandomGenerator chance;

  Launches(World world, Chance chance) {
    this.world = world;
    this.chance = chance.stream("autoscaling.run-instances");
  }

  /** Orders one instance; it counts as under way until the call to EC2 has answered. */
  void launch(Group group, LaunchSource source, String cause) {
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
    group.launches().begin(place.availabilityZone());
    world
        .time()
        .after(
            world.timings().runInstances().draw(chance),
            () -> call(group, source, place, activity));
  }

  private void call(
      Group group, LaunchSource source, Activities.Place place, Activities.Entry activity) {
    group.launches().end(place.availabilityZone());
    if (group.deleted()) {
      activity.end(ScalingActivityStatusCode.CANCELLED, null, world.now());
      return;
    }
    try {
      LaunchOrder order = order(group, source, place.subnetId());
      GroupInstance instance = world.lifecycle().launched(group, order, activity);
      group.launches().succeeded();
      world.refreshes().launched(instance);
    } catch (Ec2Exception failure) {
      String said = failure.awsErrorDetails().errorMessage();
      String message = said + (said.endsWith(".") ? "" : ".") + " Launching EC2 instance failed.";
      activity.describe("Launching a new EC2 instance.  Status Reason: " + message);
      activity.end(ScalingActivityStatusCode.FAILED, message, world.now());
      group.launches().failed(place.availabilityZone(), world.now());
      world.events().launchFailed(group, activity, place, message);
      world.refreshes().transitioned(group);
      world.controlLoop().wake(group);
    }
  }

  /**
   * What is launched from a source now.
   *
   * @throws Ec2Exception where the template or its version does not exist
   */
  LaunchOrder order(Group group, LaunchSource source, String subnetId) {
    ResolvedTemplate template = resolve(source);
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("aws:autoscaling:groupName", group.name());
    for (TagDescription tag : group.settings().tags()) {
      if (Boolean.TRUE.equals(tag.propagateAtLaunch())) {
        tags.put(tag.key(), tag.value());
      }
    }
    return new LaunchOrder(
        template,
        source.instanceType().orElse(template.data().instanceTypeAsString()),
        source.imageId().orElse(template.data().imageId()),
        subnetId,
        tags);
  }

  /**
   * The version that a source means now.
   *
   * @throws Ec2Exception where it does not exist
   */
  ResolvedTemplate resolve(LaunchSource source) {
    LaunchTemplateSpecification template = source.template();
    boolean byId = template.launchTemplateId() != null;
    return world
        .ec2()
        .resolve(
            template.launchTemplateId(),
            byId ? null : template.launchTemplateName(),
            template.version());
  }

  /** The zone with the fewest instances, but one that refused lately only where all others did. */
  Activities.Place choosePlace(Group group) {
    Activities.Place best = null;
    long bestLoad = Long.MAX_VALUE;
    for (String subnetId : group.settings().vpcZoneIdentifier().split(",")) {
      String zone = world.ec2().availabilityZone(subnetId.strip());
      long load = activeIn(group, zone);
      if (group.launches().avoids(zone, world.now())) {
        load += Integer.MAX_VALUE;
      }
      if (load < bestLoad) {
        best = new Activities.Place(subnetId.strip(), zone);
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
