package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.cloudformation.FailureCause;
import java.time.Duration;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What goes wrong with a team's own stack. */
final class StackPlays {
  /** How long after its deployment a bad release begins to fail. */
  private static final Duration LATENT = Duration.ofMinutes(3);

  private StackPlays() {}

  /** A release whose update succeeds, and which then fails. */
  static void badRelease(StackStage stage, Timeline timeline) {
    deployed(stage, timeline, stage.good().with("Release", "2"), "release 2");
  }

  /** A template whose update succeeds, and whose service then fails. */
  static void badTemplate(StackStage stage, Timeline timeline) {
    deployed(
        stage,
        timeline,
        stage.good().with(stage.good().template().with("Service", "MemorySize", 128)),
        "a template that gives its function too little memory");
  }

  private static void deployed(
      StackStage stage, Timeline timeline, StackTemplates.Made made, String what) {
    stage.upon(
        StackStatus.UPDATE_COMPLETE,
        () ->
            stage
                .world()
                .time()
                .after(
                    LATENT,
                    () -> {
                      stage.beginToMatter();
                      timeline.say("service", "It begins to fail one request in two.");
                    }));
    stage.deploy(made);
    timeline.say("deployment", "A pipeline deploys " + what + ".");
  }

  /** An update that fails at its end: CloudFormation takes it back by itself. */
  static void failsAndRollsBack(StackStage stage, Timeline timeline) {
    stage
        .world()
        .cloudFormation()
        .failUpdates(stage.resourceName(), "Limit", FailureCause.INVALID_REQUEST);
    stage.deploy(stage.good().with(stage.good().template().with("Limit", "Value", "none")));
    timeline.say("deployment", "A pipeline deploys a template that a resource refuses.");
  }

  /** The same, and taking it back fails, too, for a reason. */
  static StackScript.Play rollbackFails(FailureCause cause) {
    return (stage, timeline) -> {
      stage.world().cloudFormation().failRollbacks(stage.resourceName(), "Service", cause);
      failsLate(stage, timeline);
    };
  }

  /** Its function is changed before another resource fails, so that a rollback has work to do. */
  private static void failsLate(StackStage stage, Timeline timeline) {
    stage
        .world()
        .cloudFormation()
        .failUpdates(stage.resourceName(), "Limit", FailureCause.INVALID_REQUEST);
    stage.beginToMatter();
    stage.deploy(
        stage
            .good()
            .with("Release", "2")
            .with(
                stage
                    .good()
                    .template()
                    .with("Limit", "Value", "none")
                    .with(
                        copy ->
                            ((com.fasterxml.jackson.databind.node.ObjectNode)
                                    copy.at("/Resources/Limit"))
                                .put("DependsOn", "Service"))));
    timeline.say("deployment", "A pipeline deploys release 2 with a setting that is refused.");
  }
}
