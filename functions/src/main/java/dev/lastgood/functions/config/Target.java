package dev.lastgood.functions.config;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Optional;

/**
 * What is protected, and how.
 *
 * @param id its name in the configuration
 * @param subject which Auto Scaling group or which stack it is
 * @param mode what may be done to it
 * @param alarms the alarms that say whether it is well; at least one
 * @param deadlineSeconds from the alarm's own timestamp to the incident's outcome
 * @param soakSeconds how long a recovery point must run quietly to be good
 * @param stabilityWindowSeconds how long all alarms must have been OK for a recovery to be verified
 * @param startupSeconds from an instance's launch to its first healthy answer, as its team knows
 *     it: what forecasts count with until the group's own history is known
 * @param approvalsRequired how many distinct people must approve where approval is asked
 * @param pointsKept how many distinct good points are kept
 * @param dependsOn the targets that must be well before this one can be: they are recovered first
 * @param probes the names of the team's own Lambda functions that a recovery is verified with: each
 *     is invoked and must answer {@code {"healthy": true}}
 * @param instanceRoles the names of the IAM roles that the group's instances have: whoever has Auto
 *     Scaling launch instances with a role must be allowed to pass it
 * @param protectedInstances what is done where instances must be replaced that are protected from
 *     scale-in
 * @param standbyInstances what is done where instances must be replaced that are on standby
 */
public record Target(
    String id,
    // Deployed with a version that knew groups alone, a configuration has it under that name.
    @JsonAlias("autoScalingGroup") Subject subject,
    Mode mode,
    List<Alarm> alarms,
    int deadlineSeconds,
    int soakSeconds,
    int stabilityWindowSeconds,
    int startupSeconds,
    int approvalsRequired,
    int pointsKept,
    List<String> dependsOn,
    List<String> probes,
    List<String> instanceRoles,
    HeldInstances protectedInstances,
    HeldInstances standbyInstances) {

  /** Copies its lists. */
  public Target {
    alarms = List.copyOf(alarms);
    // Deployed with a version that did not know them, a configuration lacks these.
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    probes = probes == null ? List.of() : List.copyOf(probes);
    instanceRoles = instanceRoles == null ? List.of() : List.copyOf(instanceRoles);
    protectedInstances = protectedInstances == null ? HeldInstances.ASK : protectedInstances;
    standbyInstances = standbyInstances == null ? HeldInstances.ASK : standbyInstances;
  }

  /**
   * A target that depends on no other, has no probes, and whose instances have no role.
   *
   * @param id its name in the configuration
   * @param autoScalingGroup the name of the Auto Scaling group
   * @param mode what may be done to it
   * @param alarms the alarms that say whether it is well; at least one
   * @param deadlineSeconds from the alarm's own timestamp to the incident's outcome
   * @param soakSeconds how long a recovery point must run quietly to be good
   * @param stabilityWindowSeconds how long all alarms must have been OK
   * @param startupSeconds from an instance's launch to its first healthy answer
   * @param approvalsRequired how many distinct people must approve where approval is asked
   * @param pointsKept how many distinct good points are kept
   */
  public Target(
      String id,
      String autoScalingGroup,
      Mode mode,
      List<Alarm> alarms,
      int deadlineSeconds,
      int soakSeconds,
      int stabilityWindowSeconds,
      int startupSeconds,
      int approvalsRequired,
      int pointsKept) {
    this(
        id,
        new GroupSelection.Named(autoScalingGroup),
        mode,
        alarms,
        deadlineSeconds,
        soakSeconds,
        stabilityWindowSeconds,
        startupSeconds,
        approvalsRequired,
        pointsKept,
        List.of(),
        List.of(),
        List.of(),
        HeldInstances.ASK,
        HeldInstances.ASK);
  }

  /**
   * The same target in another mode.
   *
   * @param other what may be done to it
   * @return a copy
   */
  public Target withMode(Mode other) {
    return with(other, deadlineSeconds, startupSeconds, approvalsRequired);
  }

  /**
   * The same target with another deadline.
   *
   * @param seconds from the alarm to the outcome
   * @return a copy
   */
  public Target withDeadlineSeconds(int seconds) {
    return with(mode, seconds, startupSeconds, approvalsRequired);
  }

  /**
   * The same target whose instances start faster or slower.
   *
   * @param seconds from an instance's launch to its first healthy answer
   * @return a copy
   */
  public Target withStartupSeconds(int seconds) {
    return with(mode, deadlineSeconds, seconds, approvalsRequired);
  }

  /**
   * The same target that more or fewer people must approve of.
   *
   * @param people how many distinct ones
   * @return a copy
   */
  public Target withApprovalsRequired(int people) {
    return with(mode, deadlineSeconds, startupSeconds, people);
  }

  /**
   * The same target for one incident, in which the group or the stack stays the one that it was
   * planned for, even if a deployment moves the tag to another or makes the stack anew.
   *
   * @param resourceName the group's name, or the stack's ARN
   * @return a copy that selects by that
   */
  public Target pinnedTo(String resourceName) {
    Subject pinned =
        switch (subject) {
          case GroupSelection _ -> new GroupSelection.Named(resourceName);
          case StackSelection stack -> stack.pinnedTo(resourceName);
        };
    return with(pinned, mode, deadlineSeconds, startupSeconds, approvalsRequired);
  }

  /**
   * The same target with another policy for instances that somebody keeps from being replaced.
   *
   * @param held what is done with those that are protected from scale-in, and those on standby
   * @return a copy
   */
  public Target withHeldInstances(HeldInstances held) {
    return new Target(
        id,
        subject,
        mode,
        alarms,
        deadlineSeconds,
        soakSeconds,
        stabilityWindowSeconds,
        startupSeconds,
        approvalsRequired,
        pointsKept,
        dependsOn,
        probes,
        instanceRoles,
        held,
        held);
  }

  /**
   * The same target, for which one alarm alone speaks.
   *
   * @param alarmName one of its alarms
   * @return a copy
   */
  public Target withAlarm(String alarmName) {
    return new Target(
        id,
        subject,
        mode,
        alarms.stream().filter(alarm -> alarm.name().equals(alarmName)).toList(),
        deadlineSeconds,
        soakSeconds,
        stabilityWindowSeconds,
        startupSeconds,
        approvalsRequired,
        pointsKept,
        dependsOn,
        probes,
        instanceRoles,
        protectedInstances,
        standbyInstances);
  }

  /**
   * The same target with another policy for operations of others on its stack.
   *
   * @param policy what is done while one is under way
   * @return a copy; this where it is no stack
   */
  public Target whileAtWork(OperationPolicy policy) {
    return switch (subject) {
      case GroupSelection _ -> this;
      case StackSelection stack ->
          with(stack.whileAtWork(policy), mode, deadlineSeconds, startupSeconds, approvalsRequired);
    };
  }

  /**
   * The same target, whose stack's data is protected or is not.
   *
   * @param protect whether volumes and databases are snapshotted before a recovery loses them
   * @return a copy; this where it is no stack
   */
  public Target protectData(boolean protect) {
    return switch (subject) {
      case GroupSelection _ -> this;
      case StackSelection stack ->
          with(
              stack.protectData(protect), mode, deadlineSeconds, startupSeconds, approvalsRequired);
    };
  }

  private Target with(Mode otherMode, int otherDeadline, int otherStartup, int otherApprovals) {
    return with(subject, otherMode, otherDeadline, otherStartup, otherApprovals);
  }

  private Target with(
      Subject otherSubject,
      Mode otherMode,
      int otherDeadline,
      int otherStartup,
      int otherApprovals) {
    return new Target(
        id,
        otherSubject,
        otherMode,
        alarms,
        otherDeadline,
        soakSeconds,
        stabilityWindowSeconds,
        otherStartup,
        otherApprovals,
        pointsKept,
        dependsOn,
        probes,
        instanceRoles,
        protectedInstances,
        standbyInstances);
  }

  /**
   * The Auto Scaling group that it is.
   *
   * @return which one; empty for a stack
   */
  public Optional<GroupSelection> group() {
    return subject instanceof GroupSelection group ? Optional.of(group) : Optional.empty();
  }

  /**
   * The stack that it is.
   *
   * @return which one; empty for an Auto Scaling group
   */
  public Optional<StackSelection> stack() {
    return subject instanceof StackSelection stack ? Optional.of(stack) : Optional.empty();
  }

  /**
   * Where what a stack's template names may be looked for.
   *
   * @return nowhere for a group
   */
  public AssetPlaces assetPlaces() {
    return stack().map(StackSelection::assetPlaces).orElse(AssetPlaces.NONE);
  }

  /**
   * Whether volumes and databases of its stack are snapshotted before a recovery loses them.
   *
   * @return false for a group
   */
  public boolean protectsData() {
    return stack().map(StackSelection::protectData).orElse(false);
  }

  /**
   * Whether an alarm speaks for this target.
   *
   * @param alarmName the CloudWatch alarm's name
   * @return true where it is one of {@link #alarms}
   */
  public boolean hasAlarm(String alarmName) {
    return alarms.stream().anyMatch(alarm -> alarm.name().equals(alarmName));
  }

  /**
   * The names of its alarms.
   *
   * @return in the order of the file
   */
  public List<String> alarmNames() {
    return alarms.stream().map(Alarm::name).toList();
  }

  /**
   * The time that its slowest alarm needs to clear once the cause is gone.
   *
   * @return seconds
   */
  public int clearingSeconds() {
    return alarms.stream().mapToInt(Alarm::clearingSeconds).max().orElse(0);
  }
}
