package dev.lastgood.functions.point;

import dev.lastgood.functions.config.GroupOwner;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/** Reads a target as it is now: its group, what that launches from, and what is attached to it. */
public final class TargetReader {
  private final GroupReader groups;
  private final LaunchReader launches;
  private final AttachmentsReader attachments;
  private final InstantSource clock;
  private final List<Target> targets;

  /**
   * A reader.
   *
   * @param platform where its clients and clock come from
   */
  public TargetReader(Platform platform) {
    this.groups = new GroupReader(platform);
    this.launches = new LaunchReader(platform);
    this.attachments = new AttachmentsReader(platform);
    this.clock = platform.clock();
    this.targets = platform.configuration().targets();
  }

  /**
   * Captures a target whole, with what is attached to its group.
   *
   * @param target the target
   * @return the capture, or why there is none
   */
  public Reading readWhole(Target target) {
    return read(target, true);
  }

  /**
   * Captures a target's group and what it launches from, without what is attached to it: four calls
   * fewer, for whoever looks often. What was not read is not compared.
   *
   * @param target the target
   * @return the capture, or why there is none
   */
  public Reading readGroup(Target target) {
    return read(target, false);
  }

  private Reading read(Target target, boolean whole) {
    List<AutoScalingGroup> found = groups.groups(target.autoScalingGroup());
    if (found.size() != 1) {
      return new Reading.Unreadable(notOne(target, found));
    }
    AutoScalingGroup group = found.getFirst();
    Optional<Target> rival =
        targets.stream()
            .filter(other -> !other.id().equals(target.id()))
            .filter(other -> GroupReader.means(other.autoScalingGroup(), group))
            .findFirst();
    if (rival.isPresent()) {
      // Two targets for one group would take turns at changing it, each under its own lease.
      return new Reading.Unreadable(
          "The group "
              + group.autoScalingGroupName()
              + " is the target "
              + rival.get().id()
              + " too, which selects the group "
              + rival.get().autoScalingGroup().says()
              + ".");
    }
    Optional<Owner> owner = Owner.of(group.tags()).filter(known -> known.kind().keepsGroup());
    if (owner.isPresent()) {
      return new Reading.Unreadable(
          "The group " + group.autoScalingGroupName() + ": " + owner.get().says());
    }
    return switch (launches.read(group)) {
      case LaunchReading.Missing missing -> new Reading.Unreadable(missing.because());
      case LaunchReading.Resolved launch ->
          whole
              ? whole(target, group, launch)
              : captured(target, group, launch, List.of(), Optional.empty(), new TreeMap<>());
    };
  }

  private static String notOne(Target target, List<AutoScalingGroup> found) {
    String selection = target.autoScalingGroup().says();
    return found.isEmpty()
        ? "There is no Auto Scaling group " + selection + "."
        : found.size()
            + " Auto Scaling groups are "
            + selection
            + ": "
            + found.stream()
                .map(AutoScalingGroup::autoScalingGroupName)
                .sorted()
                .collect(Collectors.joining(", "))
            + ". Which of them is the target, nobody can tell until one alone is.";
  }

  private Reading whole(Target target, AutoScalingGroup group, LaunchReading.Resolved launch) {
    AttachmentsReader.Read attached = attachments.read(group.autoScalingGroupName());
    return captured(
        target,
        group,
        launch,
        groups.warmPool(group),
        Optional.of(attached.attachments()),
        attached.evidence());
  }

  private Reading captured(
      Target target,
      AutoScalingGroup group,
      LaunchReading.Resolved launch,
      List<Instance> warmPool,
      Optional<Attachments> attached,
      SortedMap<String, Object> evidence) {
    return new Reading.Captured(
        new GroupBody(
            GroupBody.SCHEMA_VERSION,
            target.id(),
            group.autoScalingGroupName(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            launch.names(),
            GroupCapture.configuration(group, launch.source(), attached),
            GroupCapture.fleet(group, warmPool),
            withOwner(group, evidence)),
        launch.userData());
  }

  /** A group that a stack made drifts from it when it is changed directly. */
  private static SortedMap<String, Object> withOwner(
      AutoScalingGroup group, SortedMap<String, Object> evidence) {
    SortedMap<String, Object> more = new TreeMap<>(evidence);
    group.tags().stream()
        .filter(tag -> tag.key().equals(GroupOwner.STACK.tagKey()))
        .forEach(tag -> more.put(tag.key(), tag.value()));
    return more;
  }
}
