package dev.lastgood.simulator.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.simulator.cloudformation.FailureCause;
import dev.lastgood.simulator.cloudformation.LiveStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** What goes wrong with a team's own stack. */
final class StackPlays {
  /** How long after its deployment a bad release begins to fail. */
  static final Duration LATENT = Duration.ofMinutes(3);

  /** How long after an asset is gone the next release comes: a check, and its alarm. */
  private static final Duration CHECKED = Duration.ofMinutes(20);

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

  /** A script that tidies up deletes the code of the release before, then the next one is bad. */
  static void codeDeleted(StackStage stage, Timeline timeline) {
    stage
        .world()
        .s3()
        .client()
        .deleteObject(
            request -> request.bucket(TeamTemplates.BUCKET).key(stage.resourceName() + "-1.zip"));
    timeline.say("somebody", "A script that tidies up has deleted the code of release 1.");
    stage.world().time().after(CHECKED, () -> badRelease(stage, timeline));
  }

  /** A lifecycle policy has expired the image of the release before, then the next one is bad. */
  static void imageDeleted(StackStage stage, Timeline timeline) {
    stage
        .world()
        .ecr()
        .client()
        .batchDeleteImage(
            request ->
                request
                    .repositoryName(TeamAssets.REPOSITORY)
                    .imageIds(
                        ImageIdentifier.builder().imageDigest(TeamAssets.digest("1")).build()));
    timeline.say("somebody", "A lifecycle policy has expired the image of release 1.");
    stage
        .world()
        .time()
        .after(
            CHECKED,
            () ->
                deployed(
                    stage,
                    timeline,
                    stage
                        .good()
                        .with("Release", "2")
                        .with(TeamAssets.DIGEST_PARAMETER, TeamAssets.digest("2")),
                    "release 2"));
  }

  /** The tag that the template names is given to another image, then the next release is bad. */
  static void tagMoved(StackStage stage, Timeline timeline) {
    stage.world().ecr().push(TeamAssets.REPOSITORY, TeamAssets.digest("2"), TeamAssets.TAG);
    timeline.say(
        "somebody", "A build has pushed the image of release 2 under the tag that release 1 had.");
    stage.world().time().after(CHECKED, () -> badRelease(stage, timeline));
  }

  /** A deployment gives the stack's group another image. */
  static void badImage(StackStage stage, Timeline timeline) {
    deployed(
        stage, timeline, stage.withBadImage(), "a template that gives its group another image");
  }

  /** What is nested fails, and cannot be taken back for want of a signal. */
  static void nestedFails(StackStage stage, Timeline timeline) {
    String nested =
        stage.world().cloudFormation().stacks().stream()
            .map(LiveStack::name)
            .filter(name -> name.startsWith(stage.resourceName() + "-Inner"))
            .findFirst()
            .orElseThrow();
    stage.world().cloudFormation().failUpdates(nested, "Limit", FailureCause.INVALID_REQUEST);
    stage.world().cloudFormation().failRollbacks(nested, "Worker", FailureCause.MISSING_SIGNAL);
    stage.beginToMatter();
    stage.deploy(stage.good().with("Release", "2"));
    timeline.say("deployment", "A pipeline deploys release 2, which the nested stack refuses.");
  }

  /** Something else fails that the service depends on. */
  static void nothingChanged(StackStage stage, Timeline timeline) {
    stage.failAnyway();
    timeline.say("service", "A database that the service depends on fails: so do its requests.");
  }

  /** A bad template, and somebody who aborts the execution that recovers from it. */
  static void abort(StackStage stage, Timeline timeline) {
    badTemplate(stage, timeline);
    People.uponFact(
        stage.world(),
        "{\"fact\":\"Intent\",\"callId\"",
        incidentId ->
            stage.upon(
                StackStatus.UPDATE_IN_PROGRESS,
                () -> {
                  timeline.say("somebody", "The incident's execution is aborted.");
                  stage
                      .world()
                      .stepFunctions()
                      .client()
                      .stopExecution(
                          request ->
                              request
                                  .executionArn(stage.executionArn(incidentId))
                                  .error("Aborted")
                                  .cause("Aborted by hand."));
                }));
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

  /** A release that gives databases and a volume other names, and people who approve going back. */
  static void dataReplaced(StackStage stage, Timeline timeline) {
    badRelease(stage, timeline);
    People.approveOf(stage);
  }

  /** The same, and the database that would be lost has no storage left. */
  static void storageFull(StackStage stage, Timeline timeline) {
    stage.upon(
        StackStatus.UPDATE_COMPLETE,
        () -> {
          stage
              .world()
              .rds()
              .putInto(
                  stage
                      .world()
                      .cloudFormation()
                      .physicalId(stage.resourceName(), "Database")
                      .orElseThrow(),
                  "storage-full");
          timeline.say("database", "Its storage is full.");
        });
    dataReplaced(stage, timeline);
  }

  private static Object definitions(String name) {
    return List.of(Map.of("AttributeName", name, "AttributeType", "S"));
  }

  private static Object keys(String name) {
    return List.of(Map.of("AttributeName", name, "KeyType", "HASH"));
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

  static void deployed(StackStage stage, Timeline timeline, StackTemplates.Made made, String what) {
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

  /**
   * The same, and a topic that the update had made cannot be deleted: it stays beside the stack.
   */
  static void cleanupFails(StackStage stage, Timeline timeline) {
    stage
        .world()
        .cloudFormation()
        .failDeletions(stage.resourceName(), "Alerts", FailureCause.MISSING_PERMISSION);
    refuseLimit(stage);
    StackTemplates.Made made = withRefusedLimit(stage.good());
    stage.deploy(
        made.with(
            made.template()
                .with(
                    copy -> {
                      ObjectNode resources = (ObjectNode) copy.get("Resources");
                      resources.putObject("Alerts").put("Type", "AWS::SNS::Topic");
                      ((ArrayNode) resources.at("/Limit/DependsOn")).add("Alerts");
                    })));
    timeline.say(
        "deployment",
        "A pipeline deploys release 2 with a new topic, and a setting that is refused.");
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
  static Play<StackStage> rollbackFails(FailureCause cause) {
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
    stage.deploy(made.with(made.template().with("Events", "DisplayName", "orders of release 2")));
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
  static Play<StackStage> madeAnew(StackStatus status) {
    return (stage, timeline) -> {
      stage.failAnyway();
      stage.world().cloudFormation().putInto(stage.resourceName(), status, "Making it failed.");
      timeline.say("deployment", "A pipeline has made the stack anew, and that failed.");
    };
  }
}
