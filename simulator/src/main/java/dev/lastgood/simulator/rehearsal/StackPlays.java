package dev.lastgood.simulator.rehearsal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.simulator.cloudformation.FailureCause;
import java.time.Duration;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What goes wrong with a team's own stack. */
final class StackPlays {
  /** How long after its deployment a bad release begins to fail. */
  private static final Duration LATENT = Duration.ofMinutes(3);

  private static final String READY =
      """
      {
        "Type": "AWS::CloudFormation::WaitCondition",
        "DependsOn": "Service",
        "Properties": { "Handle": { "Ref": "ReadyHandle" }, "Timeout": "3600", "Count": 1 }
      }
      """;

  private StackPlays() {}

  /** A template whose update succeeds, and whose service then fails. */
  static void badTemplate(StackStage stage, Timeline timeline) {
    deployed(
        stage,
        timeline,
        stage.good().with(stage.good().template().with("Service", "MemorySize", 128)),
        "a template that gives its function too little memory");
  }

  /** A release whose update succeeds, and which then fails. */
  static void badRelease(StackStage stage, Timeline timeline) {
    deployed(stage, timeline, stage.good().with("Release", "2"), "release 2");
  }

  /** A secret that nobody can read back is changed for a wrong one. */
  static void badSecret(StackStage stage, Timeline timeline) {
    deployed(stage, timeline, stage.good().with("ApiKey", "second"), "another API key");
  }

  /** A deployment gives the table another key, which makes it a new one without its items. */
  static void tableReplaced(StackStage stage, Timeline timeline) {
    deployed(
        stage,
        timeline,
        stage
            .good()
            .with(
                stage
                    .good()
                    .template()
                    .with("Service", "MemorySize", 128)
                    .with("Table", "AttributeDefinitions", definitions("order"))
                    .with("Table", "KeySchema", keys("order"))),
        "a template that gives its table another key");
  }

  private static Object definitions(String name) {
    return java.util.List.of(java.util.Map.of("AttributeName", name, "AttributeType", "S"));
  }

  private static Object keys(String name) {
    return java.util.List.of(java.util.Map.of("AttributeName", name, "KeyType", "HASH"));
  }

  /** Somebody changes a resource beside the stack, and its service fails. */
  static void changedBeside(StackStage stage, Timeline timeline) {
    stage.beginToMatter();
    stage
        .world()
        .cloudFormation()
        .resourceChangedOutside(stage.resourceName(), "Limit", "Value", "0");
    timeline.say("somebody", "A setting that the stack owns is changed beside it.");
  }

  static void deployed(
      StackStage stage, Timeline timeline, StackTemplates.Made made, String what) {
    stage.upon(
        StackStatus.UPDATE_COMPLETE,
        () -> stage.world().time().after(LATENT, () -> beginToFail(stage, timeline)));
    stage.deploy(made);
    timeline.say("deployment", "A pipeline deploys " + what + ".");
  }

  static void beginToFail(StackStage stage, Timeline timeline) {
    stage.beginToMatter();
    timeline.say("service", "It begins to fail one request in two.");
  }

  /**
   * An update that takes long, because it waits for signals that do not come, and whose first
   * resource makes requests fail at once.
   */
  static void whileUpdating(StackStage stage, Timeline timeline) {
    stage.beginToMatter();
    stage.world().cloudFormation().withholdSignals(stage.resourceName(), "Ready");
    stage.deploy(
        stage
            .good()
            .with("Release", "2")
            .with(
                stage
                    .good()
                    .template()
                    .withResource(
                        "ReadyHandle", "{ \"Type\": \"AWS::CloudFormation::WaitConditionHandle\" }")
                    .withResource("Ready", READY)));
    timeline.say("deployment", "A pipeline deploys release 2 and waits for it to say it is ready.");
  }

  /** An update that fails at its end: CloudFormation takes it back by itself. */
  static void failsAndRollsBack(StackStage stage, Timeline timeline) {
    refuseLimit(stage);
    stage.deploy(withRefusedLimit(stage.good()));
    timeline.say("deployment", "A pipeline deploys release 2 with a setting that is refused.");
  }

  /** The same with its rollback disabled: what was changed stays. */
  static void failsAndStays(StackStage stage, Timeline timeline) {
    refuseLimit(stage);
    stage.beginToMatter();
    stage.deploy(withRefusedLimit(stage.good()), request -> request.disableRollback(true));
    timeline.say(
        "deployment",
        "A pipeline deploys release 2 with a setting that is refused, and its rollback disabled.");
  }

  /** An update that fails, and so does taking it back, for a reason. */
  static StackScript.Play rollbackFails(FailureCause cause) {
    return (stage, timeline) -> {
      stage.world().cloudFormation().failRollbacks(stage.resourceName(), "Service", cause);
      refuseLimit(stage);
      stage.beginToMatter();
      stage.deploy(withRefusedLimit(stage.good()));
      timeline.say("deployment", "A pipeline deploys release 2 with a setting that is refused.");
    };
  }

  /** A topic that somebody has deleted beside the stack cannot be set back. */
  static void rollbackFailsOnDeleted(StackStage stage, Timeline timeline) {
    refuseLimit(stage);
    stage.beginToMatter();
    StackTemplates.Made made = withRefusedLimit(stage.good());
    stage.deploy(
        made.with(made.template().with("Events", "DisplayName", "orders of release 2")));
    timeline.say("deployment", "A pipeline deploys release 2 with a setting that is refused.");
    stage.uponResource(
        "Events",
        () -> {
          stage.world().cloudFormation().resourceDeletedOutside(stage.resourceName(), "Events");
          timeline.say("somebody", "The stack's topic is deleted beside it.");
        });
  }

  private static void refuseLimit(StackStage stage) {
    stage
        .world()
        .cloudFormation()
        .failUpdates(stage.resourceName(), "Limit", FailureCause.INVALID_REQUEST);
  }

  /** Its function and its topic are changed before the refusal, so that there is work to undo. */
  private static StackTemplates.Made withRefusedLimit(StackTemplates.Made good) {
    return good.with("Release", "2")
        .with(
            good.template()
                .with("Limit", "Value", "none")
                .with(
                    copy ->
                        ((ObjectNode) copy.at("/Resources/Limit"))
                            .putArray("DependsOn")
                            .add("Service")
                            .add("Events")));
  }

  /** The stack was made anew under its name, and making it failed. */
  static StackScript.Play madeAnew(StackStatus status) {
    return (stage, timeline) -> {
      stage.failAnyway();
      stage.world().cloudFormation().putInto(stage.resourceName(), status, "Making it failed.");
      timeline.say("deployment", "A pipeline has made the stack anew, and that failed.");
    };
  }
}
