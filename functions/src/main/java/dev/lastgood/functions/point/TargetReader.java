package dev.lastgood.functions.point;

import dev.lastgood.functions.config.GroupOwner;
import dev.lastgood.functions.config.GroupSelection;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.stack.StackCapture;
import dev.lastgood.functions.stack.StackReader;
import dev.lastgood.functions.stack.StackReading;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/**
 * Reads a target as it is now: its group, what that launches from, and what is attached to it; or
 * its stack.
 */
public final class TargetReader {
  private final GroupReader groups;
  private final LaunchReader launches;
  private final AttachmentsReader attachments;
  private final StackReader stacks;
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
    this.stacks = new StackReader(platform);
    this.clock = platform.clock();
    this.targets = platform.configuration().targets();
  }

  /**
   * Captures a target whole, with what is attached to its group, or its template.
   *
   * @param target the target
   * @return the capture, or why there is none
   */
  public Reading readWhole(Target target) {
    return switch (target.subject()) {
      case GroupSelection group -> readGroup(target, group, true);
      case StackSelection stack -> readStack(target, stack.stackName());
    };
  }

  /**
   * Captures a target's group whole, with what is attached to it.
   *
   * @param target the target
   * @param group which group it is
   * @return the capture, or why there is none
   */
  public Reading.OfGroup readWhole(Target target, GroupSelection group) {
    return readGroup(target, group, true);
  }

  /**
   * Captures a target's group and what it launches from, without what is attached to it: four calls
   * fewer, for whoever looks often. What was not read is not compared.
   *
   * @param target the target
   * @param groupName the group, wherever a tag has moved since
   * @return the capture, or why there is none
   */
  public Reading.OfGroup readGroup(Target target, String groupName) {
    return readGroup(target, new GroupSelection.Named(groupName), false);
  }

  /**
   * Captures a target's stack.
   *
   * @param target the target
   * @param stackName the stack's name or its ARN
   * @return the capture, or why there is none
   */
  public Reading.OfStack readStack(Target target, String stackName) {
    return switch (stacks.readWhole(stackName)) {
      case StackReading.Unreadable unreadable -> new Reading.Unreadable(unreadable.because());
      case StackReading.Captured(StackCapture capture) ->
          new Reading.Stack(
              new StackBody(
                  StackBody.SCHEMA_VERSION,
                  target.id(),
                  capture.stackName(),
                  capture.stackId(),
                  clock.instant().truncatedTo(ChronoUnit.MILLIS),
                  capture.configuration(),
                  capture.state(),
                  new TreeMap<>()),
              capture.template());
    };
  }

  private Reading.OfGroup readGroup(Target target, GroupSelection selection, boolean whole) {
    List<AutoScalingGroup> found = groups.groups(selection);
    if (found.size() != 1) {
      return new Reading.Unreadable(notOne(selection, found));
    }
    AutoScalingGroup group = found.getFirst();
    Optional<Target> rival =
        targets.stream()
            .filter(other -> !other.id().equals(target.id()))
            .filter(other -> other.group().filter(it -> GroupReader.means(it, group)).isPresent())
            .findFirst();
    if (rival.isPresent()) {
      // Two targets for one group would take turns at changing it, each under its own lease.
      return new Reading.Unreadable(
          "The group "
              + group.autoScalingGroupName()
              + " is the target "
              + rival.get().id()
              + " too, which selects the group "
              + rival.get().subject().says()
              + ".");
    }
    Optional<Owner> owner = Owner.of(group.tags()).filter(known -> known.kind().keepsGroup());
    if (owner.isPresent()) {
      return new Reading.Unreadable(
          "The group " + group.autoScalingGroupName() + ": " + owner.get().says());
    }
    Optional<Target> stack = stackOf(group);
    if (stack.isPresent()) {
      return new Reading.Unreadable(
          "The group "
              + group.autoScalingGroupName()
              + " belongs to a stack that is the target "
              + stack.get().id()
              + ": it is recovered through that, and never by both.");
    }
    return switch (launches.read(group)) {
      case LaunchReading.Missing missing -> new Reading.Unreadable(missing.because());
      case LaunchReading.Resolved launch ->
          whole
              ? whole(target, group, launch)
              : captured(target, group, launch, List.of(), Optional.empty(), new TreeMap<>());
    };
  }

  /** The target that is the stack which made the group. */
  private Optional<Target> stackOf(AutoScalingGroup group) {
    return group.tags().stream()
        .filter(tag -> tag.key().equals(GroupOwner.STACK.tagKey()))
        .flatMap(
            tag ->
                targets.stream()
                    .filter(
                        target ->
                            target
                                .stack()
                                .filter(stack -> stack.stackName().equals(tag.value()))
                                .isPresent()))
        .findFirst();
  }

  private static String notOne(GroupSelection group, List<AutoScalingGroup> found) {
    String selection = group.says();
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

  private Reading.OfGroup whole(
      Target target, AutoScalingGroup group, LaunchReading.Resolved launch) {
    AttachmentsReader.Read attached = attachments.read(group.autoScalingGroupName());
    return captured(
        target,
        group,
        launch,
        groups.warmPool(group),
        Optional.of(attached.attachments()),
        attached.evidence());
  }

  private Reading.OfGroup captured(
      Target target,
      AutoScalingGroup group,
      LaunchReading.Resolved launch,
      List<Instance> warmPool,
      Optional<Attachments> attached,
      SortedMap<String, Object> evidence) {
    return new Reading.Group(
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
