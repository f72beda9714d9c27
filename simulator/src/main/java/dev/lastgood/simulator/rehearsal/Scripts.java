package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that can be rehearsed, in the order in which users should read it. */
final class Scripts {
  /** How many people approve where approval is asked. */
  private static final int APPROVALS = 2;

  /** How many targets fail beside the rehearsed one. */
  private static final int COMPANIONS = 5;

  /** Time enough for people who answer late. */
  private static final int LONG_DEADLINE_SECONDS = 1_800;

  private static final List<Script> ON_GROUPS =
      List.of(
          new GroupScript(
              new Scenario(
                  "bad-launch-template",
                  "A rollout of a bad launch template has finished on a group that follows $Latest,"
                      + " then its requests begin to fail.",
                  "RECOVERED"),
              Scripts::automatic,
              Plays::badLaunchTemplate),
          new GroupScript(
              new Scenario(
                  "capacity-zeroed",
                  "Somebody sets a group's minimum, maximum and desired capacity to zero.",
                  "RECOVERED"),
              Scripts::automatic,
              Plays::capacityZeroed),
          new GroupScript(
              new Scenario(
                  "nothing-changed",
                  "Requests fail because something that the service depends on fails; the group"
                      + " itself has not changed.",
                  "ESCALATED"),
              Scripts::automatic,
              Plays::nothingChanged),
          new GroupScript(
              new Scenario(
                  "deadline-too-short",
                  "As bad-launch-template, but instances take so long to start that no recovery fits"
                      + " the deadline.",
                  "ESCALATED"),
              Scripts::slowToStart,
              Plays::badLaunchTemplate),
          new GroupScript(
              new Scenario(
                  "approval-given",
                  "As bad-launch-template, on a target that asks before it is changed; two people"
                      + " approve.",
                  "RECOVERED"),
              target -> target.withMode(Mode.APPROVE).withApprovalsRequired(APPROVALS),
              People::approve),
          new GroupScript(
              new Scenario(
                  "observe-mode",
                  "As capacity-zeroed, on a target that is only observed: people get the plan.",
                  "DECLINED"),
              target -> target.withMode(Mode.OBSERVE),
              Plays::capacityZeroed),
          new GroupScript(
              new Scenario(
                  "execution-aborted",
                  "As bad-launch-template, and somebody aborts the incident's execution while the"
                      + " recovery is at work.",
                  "ESCALATED"),
              Scripts::automatic,
              People::abort),
          new GroupScript(
              new Scenario(
                  "execution-failed",
                  "As bad-launch-template, and Step Functions fails the incident's execution while the"
                      + " recovery is at work.",
                  "RECOVERED"),
              Scripts::automatic,
              People::breakExecution),
          new GroupScript(
              new Scenario(
                  "cancelled",
                  "As bad-launch-template, and an engineer cancels the incident while instances are"
                      + " replaced.",
                  "CANCELLED"),
              Scripts::automatic,
              People::cancel),
          new GroupScript(
              new Scenario(
                  "started-by-hand",
                  "A rollout has finished whose version is bad in a way that no alarm shows; an"
                      + " engineer starts a recovery by hand.",
                  "RECOVERED"),
              Scripts::automatic,
              People::startByHand),
          new GroupScript(
              new Scenario(
                  "settings-broken",
                  "Somebody changes the group's target group for one on the wrong port, and suspends"
                      + " processes.",
                  "RECOVERED"),
              Scripts::automatic,
              Plays::settingsBroken),
          new GroupScript(
              new Scenario(
                  "slow-burn",
                  "A new version runs well for longer than its soak, becomes the newest good point,"
                      + " and then begins to fail.",
                  "ESCALATED"),
              Scripts::automatic,
              Plays::slowBurn),
          new GroupScript(
              new Scenario(
                  "malformed-events",
                  "As bad-launch-template, and what is no event is sent to every function that events"
                      + " invoke.",
                  "RECOVERED"),
              Scripts::automatic,
              People::sendNonsense),
          new GroupScript(
              new Scenario(
                  "alarm-undelivered",
                  "As bad-launch-template, and the alarm's event can be delivered to nobody.",
                  "RECOVERED"),
              Scripts::automatic,
              People::loseAlarm),
          new GroupScript(
              new Scenario(
                  "end-undelivered",
                  "As execution-aborted, and that the execution has ended can be told to nobody.",
                  "ESCALATED"),
              Scripts::automatic,
              People::loseEnd),
          new GroupScript(
              new Scenario(
                  "notice-delayed",
                  "As bad-launch-template, and Amazon SNS does not answer while the incident ends.",
                  "RECOVERED"),
              Scripts::automatic,
              People::delayNotice),
          new GroupScript(
              new Scenario(
                  "image-parameter",
                  "As bad-launch-template, on a template whose versions name their images by"
                      + " parameters of Systems Manager.",
                  "RECOVERED"),
              Scripts::automatic,
              Origin.TEMPLATE_AND_PARAMETER,
              Plays::badLaunchTemplate),
          new GroupScript(
              new Scenario(
                  "rollout-in-progress",
                  "A rollout of a bad version, named by its number, has replaced some instances, whose"
                      + " requests fail.",
                  "RECOVERED"),
              Scripts::automatic,
              Origin.NUMBERED_TEMPLATE,
              Rollouts::inProgress),
          new GroupScript(
              new Scenario(
                  "rollout-irreversible",
                  "As rollout-in-progress, on a group that follows $Latest: AWS cannot roll it back.",
                  "RECOVERED"),
              Scripts::automatic,
              Rollouts::inProgress),
          new GroupScript(
              new Scenario(
                  "provider-rolls-back",
                  "As rollout-in-progress, and the rollout watches the alarm itself: AWS rolls it"
                      + " back.",
                  "NOT_NEEDED"),
              Scripts::automatic,
              Origin.NUMBERED_TEMPLATE,
              Rollouts::rollsBackByItself),
          new GroupScript(
              new Scenario(
                  "template-version-deleted",
                  "As bad-launch-template, and the version before it has been deleted.",
                  "RECOVERED"),
              Scripts::automatic,
              Rollouts::versionDeleted),
          new GroupScript(
              new Scenario(
                  "no-capacity",
                  "As bad-launch-template, and one of three zones has no capacity any more.",
                  "RECOVERED"),
              Scripts::automatic,
              Rollouts::zoneWithoutCapacity),
          new GroupScript(
              new Scenario(
                  "no-capacity-anywhere",
                  "As bad-launch-template, and no zone has capacity any more, as one lost instance has"
                      + " shown.",
                  "ESCALATED"),
              Scripts::automatic,
              Rollouts::noCapacityAnywhere),
          new GroupScript(
              new Scenario(
                  "fleet-already-unhealthy",
                  "A rollout of a bad version has finished, then its instances stop answering health"
                      + " checks.",
                  "RECOVERED"),
              Scripts::automatic,
              Rollouts::fleetUnhealthy),
          new GroupScript(
              new Scenario(
                  "launch-configuration",
                  "As bad-launch-template, on a group that launches from a launch configuration and"
                      + " has a warm pool.",
                  "RECOVERED"),
              Scripts::automatic,
              Origin.CONFIGURATION,
              Plays::badLaunchTemplate),
          new GroupScript(
              new Scenario(
                  "mixed-instances",
                  "As bad-launch-template, on a group that has a mixed instances policy.",
                  "RECOVERED"),
              Scripts::automatic,
              Origin.MIXED_INSTANCES,
              Plays::badLaunchTemplate),
          new GroupScript(
              new Scenario(
                  "instance-requirements",
                  "As bad-launch-template, on a group that chooses its instance types by what they"
                      + " must have.",
                  "RECOVERED"),
              Scripts::automatic,
              Origin.INSTANCE_REQUIREMENTS,
              Plays::badLaunchTemplate),
          new GroupScript(
                  new Scenario(
                      "lifecycle-hooks",
                      "As bad-launch-template, on a group whose instances wait for lifecycle hooks"
                          + " before they serve and before they go.",
                      "RECOVERED"),
                  Scripts::automatic,
                  Hooks::badLaunchTemplate)
              .withGroup(Hooks::define),
          new GroupScript(
                  new Scenario(
                      "shared-alarm",
                      "One alarm speaks for three targets, and one of them has a bad rollout.",
                      "RECOVERED"),
                  Scripts::automatic,
                  Plays::badLaunchTemplate)
              .withCompanions(Companions.sharingAlarms(2)),
          new GroupScript(
              new Scenario(
                  "processes-suspended",
                  "Somebody suspends what replaces instances; then four of ten are lost, and six are"
                      + " too few for the requests.",
                  "RECOVERED"),
              Scripts::automatic,
              CapacityPlays::processesSuspended),
          new GroupScript(
              new Scenario(
                  "instances-terminated",
                  "Somebody terminates instances until the group's minimum is left, which is too few"
                      + " for the requests.",
                  "RECOVERED"),
              Scripts::automatic,
              CapacityPlays::instancesTerminated),
          new GroupScript(
              new Scenario(
                  "alarm-clears-itself",
                  "As bad-launch-template, on a target that asks; requests fail for two minutes, and"
                      + " the approval comes when all is well again.",
                  "NOT_NEEDED"),
              target -> target.withMode(Mode.APPROVE).withDeadlineSeconds(LONG_DEADLINE_SECONDS),
              People::approveLate),
          new GroupScript(
              new Scenario(
                  "point-tampered",
                  "As bad-launch-template, and somebody has changed the body of the only good point"
                      + " in the bucket.",
                  "ESCALATED"),
              Scripts::automatic,
              Interference::pointTampered),
          new GroupScript(
              new Scenario(
                  "protected-instances",
                  "As bad-launch-template, and some of the bad instances are protected from"
                      + " scale-in.",
                  "ESCALATED"),
              Scripts::automatic,
              Interference::protectedInstances),
          new GroupScript(
              new Scenario(
                  "deployment-collides",
                  "As bad-launch-template, and while the recovery's instance refresh runs, a pipeline"
                      + " cancels it and starts its own.",
                  "ESCALATED"),
              Scripts::automatic,
              Interference::deploymentCollides),
          new GroupScript(
              new Scenario(
                  "verification-fails",
                  "A team has changed how its group is checked and suspended a process; then"
                      + " requests fail for another reason.",
                  "UNDONE"),
              Scripts::automatic,
              Interference::verificationFails),
          new GroupScript(
              new Scenario(
                  "settings-made-worse",
                  "A team has moved its application to another port and its group to another target"
                      + " group; then requests fail for another reason.",
                  "UNDONE"),
              Scripts::automatic,
              Interference::targetGroupMoved),
          new GroupScript(
                  new Scenario(
                      "whole-fleet-fails",
                      "Six targets had a rollout today; then all of them fail within minutes.",
                      "ESCALATED"),
                  Scripts::automatic,
                  Outages::wholeFleetFails)
              .withCompanions(Companions.withAlarms(COMPANIONS))
              .withIncidents(1 + COMPANIONS),
          new GroupScript(
                  new Scenario(
                      "flapping-alarm",
                      "Something outside has made the alarm go off three times; after a rollout that"
                          + " does no harm it goes off again.",
                      "ESCALATED"),
                  Scripts::automatic,
                  Outages::flappingAlarm)
              .withIncidents(4),
          new GroupScript(
                  new Scenario(
                      "owned-by-service",
                      "As bad-launch-template, on a group that Amazon EKS has made, as its tags say.",
                      "ESCALATED"),
                  Scripts::automatic,
                  Plays::badLaunchTemplate)
              .withGroup(Interference::ownedByService),
          new GroupScript(
              new Scenario(
                  "image-deregistered",
                  "As bad-launch-template, and the image of the only good point had been deregistered"
                      + " before; an alarm had said so.",
                  "ESCALATED"),
              Scripts::automatic,
              Plays::imageDeregistered));

  static final List<Script> ALL =
      Stream.of(ON_GROUPS, StackScripts.ALL).flatMap(List::stream).toList();

  private Scripts() {}

  static Optional<Script> named(String name) {
    return ALL.stream().filter(script -> script.scenario().name().equals(name)).findFirst();
  }

  private static Target automatic(Target target) {
    return target.withMode(Mode.AUTOMATIC);
  }

  private static Target slowToStart(Target target) {
    return automatic(target).withStartupSeconds(target.deadlineSeconds());
  }
}
