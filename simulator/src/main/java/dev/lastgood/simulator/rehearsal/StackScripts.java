package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.cloudformation.FailureCause;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** All that can be rehearsed on stacks, in the order in which users should read it. */
final class StackScripts {
  /** Where instances are replaced batch by batch, or stacks wait for each other. */
  private static final int LONG_DEADLINE_SECONDS = 2_700;

  /** Where databases are snapshotted and made anew. */
  private static final int DATABASE_DEADLINE_SECONDS = 14_400;

  /** The one alarm that speaks for all stacks of the shop. */
  private static final String SHOP_ALARM = "shop-platform";

  /** The alarm that speaks for the orders alone. */
  private static final String ORDERS_ALARM = "orders-errors";

  private static final List<String> ORDERS = List.of("orders");

  static final List<Script> ALL =
      List.of(
          script(
              "stack-update-breaks-service",
              "A pipeline's update of a stack has succeeded, then its service's requests begin to"
                  + " fail.",
              "RECOVERED",
              StackPlays::badTemplate),
          script(
              "stack-update-in-progress",
              "A pipeline's update of a stack is under way, and what it has changed so far makes"
                  + " requests fail; the target's policy is to cancel it.",
              "RECOVERED",
              target -> patient(target.whileAtWork(OperationPolicy.CANCEL)),
              StackPlays::whileUpdating),
          script(
              "pipeline-at-work",
              "As stack-update-in-progress, and the target's policy is to tell.",
              "ESCALATED",
              whileAtWork(OperationPolicy.TELL),
              StackPlays::whileUpdating),
          script(
              "parameters-only",
              "A pipeline has deployed another release by a parameter alone, then its requests begin"
                  + " to fail.",
              "RECOVERED",
              StackPlays::badRelease),
          script(
              "secret-parameter-changed",
              "A pipeline has changed a NoEcho parameter, then requests begin to fail: nobody can"
                  + " read what it was.",
              "ESCALATED",
              StackTemplates.withSecret(),
              StackPlays::badSecret),
          script(
              "template-too-large",
              "As stack-update-breaks-service, with a template that fits no request and goes through"
                  + " S3.",
              "RECOVERED",
              StackTemplates.large(),
              StackPlays::badTemplate),
          script(
              "drift-only",
              "Somebody changes a resource beside its stack, whose template and parameters stay.",
              "RECOVERED",
              StackPlays::changedBeside),
          script(
              "stack-nothing-changed",
              "Requests fail because something that the service depends on fails; neither the stack"
                  + " nor anything in it has changed.",
              "ESCALATED",
              StackPlays::nothingChanged),
          script(
                  "stack-execution-aborted",
                  "As stack-update-breaks-service, and somebody aborts the incident's execution while the"
                      + " stack goes back.",
                  "ESCALATED",
                  StackPlays::abort)
              .orNotNeeded(),
          script(
              "already-rolled-back",
              "A pipeline's update fails, and CloudFormation takes it back by itself.",
              "NOT_NEEDED",
              StackPlays::failsAndRollsBack),
          script(
              "cleanup-failed",
              "As already-rolled-back, and CloudFormation cannot delete what the update had made.",
              "NOT_NEEDED",
              StackPlays::cleanupFails),
          script(
              "update-failed-rollback-disabled",
              "A pipeline's update fails with its rollback disabled: what it has changed stays.",
              "RECOVERED",
              StackScripts::patient,
              StackPlays::failsAndStays),
          script(
              "update-rollback-failed-signal",
              "A pipeline's update fails, and so does taking it back: signals are missing.",
              "RECOVERED",
              StackScripts::patient,
              StackPlays.rollbackFails(FailureCause.MISSING_SIGNAL)),
          script(
              "update-rollback-failed-token",
              "A pipeline's update fails, and so does taking it back: the credentials that the update"
                  + " was begun with have expired.",
              "RECOVERED",
              StackScripts::patient,
              StackPlays.rollbackFails(FailureCause.EXPIRED_TOKEN)),
          script(
              "update-rollback-failed-out-of-band",
              "A pipeline's update fails, and so does taking it back: somebody has deleted a topic"
                  + " beside the stack.",
              "RECOVERED",
              StackScripts::patient,
              StackPlays::rollbackFailsOnDeleted),
          script(
              "update-rollback-failed-skip",
              "A pipeline's update fails, and so does taking it back, for what only a person can see"
                  + " to; nobody approves skipping the resource.",
              "ESCALATED",
              StackPlays.rollbackFails(FailureCause.MISSING_PERMISSION)),
          script(
              "create-failed",
              "A stack was made anew and failed: it has no last stable state.",
              "ESCALATED",
              StackPlays.madeAnew(StackStatus.CREATE_FAILED)),
          script(
              "rollback-complete-shell",
              "A stack was made anew, failed and was emptied: it takes no update.",
              "ESCALATED",
              StackPlays.madeAnew(StackStatus.ROLLBACK_COMPLETE)),
          script(
              "stateful-replacement",
              "A pipeline's update has replaced a table, then requests begin to fail: going back"
                  + " would replace it again, and nobody approves.",
              "ESCALATED",
              StackPlays::tableReplaced),
          on(
              "nested-stack-fails",
              "A pipeline's update fails in a nested stack, and so does taking it back there: signals"
                  + " are missing.",
              "RECOVERED",
              world ->
                  StackTemplates.withNested(
                      TeamTemplates.keep(
                          world, "inner.json", StackTemplates.nested().template().text())),
              StackPlays::nestedFails),
          on(
              "nested-stateful-replacement",
              "A release, deployed by a parameter, has replaced a table in a nested stack, then"
                  + " requests begin to fail: going back would replace it again, and nobody approves.",
              "ESCALATED",
              world ->
                  StackTemplates.withNested(
                      TeamTemplates.keep(
                          world, "inner.json", StackTemplates.nestedWithTable().template().text())),
              StackPlays::badRelease),
          protecting(
              "data-protected",
              "A release, deployed by a parameter, has replaced databases, and a volume in a nested"
                  + " stack, then requests begin to fail: people approve, and what would be lost is"
                  + " snapshotted before it is.",
              "RECOVERED",
              StackPlays::dataReplaced),
          protecting(
              "snapshot-impossible",
              "As data-protected, and the database's storage is full by then: it cannot be"
                  + " snapshotted, and nothing is lost.",
              "ESCALATED",
              StackPlays::storageFull),
          on(
              "group-owned-by-stack",
              "A pipeline has deployed a bad image to a group that a stack owns; the group goes back"
                  + " through its stack.",
              "RECOVERED",
              _ -> StackTemplates.withGroup(StackStage.GOOD_IMAGE, Surroundings.subnets()),
              StackPlays::badImage),
          script(
              "assets-gone",
              "A script has deleted the code of the release before, an alarm had said so; then a"
                  + " release is bad.",
              "ESCALATED",
              StackPlays::codeDeleted),
          beside(
              "image-deleted",
              "A lifecycle policy has expired the image of the release before, an alarm had said so;"
                  + " then a release is bad.",
              "ESCALATED",
              TeamAssets::withImage,
              StackPlays::imageDeleted),
          beside(
              "image-tag-moved",
              "The tag that a template names has been given to another image, an alarm had said so;"
                  + " then a release is bad.",
              "ESCALATED",
              TeamAssets::withTag,
              StackPlays::tagMoved),
          beside(
              "assets-there",
              "As parameters-only, with a template that names an image, a layer and a macro, which"
                  + " are there.",
              "RECOVERED",
              TeamAssets::withTagLayerAndMacro,
              StackPlays::badRelease),
          shop(
              "three-stack-wave",
              "A pipeline has deployed three stacks without what they export to each other; then all"
                  + " fail, and the exports have to be there before who imports them.",
              "RECOVERED",
              StackScripts::patient,
              WavePlays::allDeployed),
          shop(
              "exports-in-use",
              "A pipeline has given a stack a new export and had another import it; then both"
                  + " fail.",
              "RECOVERED",
              WavePlays::newExport),
          shop(
              "wave-two-fails",
              "As three-stack-wave, and the second of the stacks cannot go back: the first is taken"
                  + " back too.",
              "UNDONE",
              WavePlays::secondCannotGoBack),
          neighbours(
              "two-incidents-at-once",
              "A pipeline has deployed a stack and one that imports its export; then both fail at the"
                  + " same time, each with an alarm of its own.",
              "RECOVERED",
              Set.of("RECOVERED"),
              WavePlays::bothDeployed),
          neighbours(
              "export-gone",
              "As two-incidents-at-once, and the export went with the deployment: who imported it fails"
                  + " first, and cannot go back before who exported it.",
              "ESCALATED",
              Set.of("RECOVERED"),
              WavePlays::exportRemoved));

  private StackScripts() {}

  /** On a stack with databases, in it and in one that is nested in it. */
  private static StackScript protecting(
      String name, String says, String outcome, Play<StackStage> play) {
    return new StackScript(
        new Scenario(name, says, outcome),
        ORDERS,
        target -> target.withMode(Mode.AUTOMATIC).withDeadlineSeconds(DATABASE_DEADLINE_SECONDS),
        (_, world) ->
            StackTemplates.withDatabase(
                TeamTemplates.keep(
                    world, "inner.json", StackTemplates.nestedWithData().template().text())),
        1,
        Set.of(outcome),
        play);
  }

  /** On a stack for which something has to be made in the world. */
  private static StackScript on(
      String name,
      String says,
      String outcome,
      Function<SimulatedWorld, StackTemplates.Made> made,
      Play<StackStage> play) {
    return new StackScript(
        new Scenario(name, says, outcome),
        ORDERS,
        target -> target.withMode(Mode.AUTOMATIC).withDeadlineSeconds(LONG_DEADLINE_SECONDS),
        (_, world) -> made.apply(world),
        1,
        Set.of(outcome),
        play);
  }

  /** On a stack beside which something is made in the world. */
  private static Script beside(
      String name,
      String says,
      String outcome,
      Function<SimulatedWorld, StackTemplates.Made> made,
      Play<StackStage> play) {
    return new StackScript(
        new Scenario(name, says, outcome),
        ORDERS,
        target -> target.withMode(Mode.AUTOMATIC),
        (_, world) -> made.apply(world),
        1,
        Set.of(outcome),
        play);
  }

  private static StackScript shop(String name, String says, String outcome, Play<StackStage> play) {
    return shop(name, says, outcome, target -> target, play);
  }

  /** On three stacks: the orders import of the data, and these of the network. */
  private static StackScript shop(
      String name,
      String says,
      String outcome,
      UnaryOperator<Target> setting,
      Play<StackStage> play) {
    return new StackScript(
        new Scenario(name, says, outcome),
        List.of("orders", "data", "network"),
        target -> setting.apply(target.withMode(Mode.AUTOMATIC).withAlarm(SHOP_ALARM)),
        (targetId, _) ->
            switch (targetId) {
              case "network" -> StackTemplates.exporting("network-topic");
              case "data" ->
                  StackTemplates.importing(StackTemplates.exporting("data-topic"), "network-topic");
              default -> StackTemplates.importing(StackTemplates.service(), "data-topic");
            },
        1,
        Set.of(outcome),
        play);
  }

  /** On two stacks with an alarm each: the orders import of the data. */
  private static StackScript neighbours(
      String name,
      String says,
      String outcome,
      Set<String> furtherOutcomes,
      Play<StackStage> play) {
    return new StackScript(
        new Scenario(name, says, outcome),
        List.of("orders", "data"),
        target ->
            patient(target.withMode(Mode.AUTOMATIC))
                .withAlarm(target.id().equals("orders") ? ORDERS_ALARM : SHOP_ALARM),
        (targetId, _) ->
            targetId.equals("data")
                ? StackTemplates.exporting("data-topic")
                : StackTemplates.importing(StackTemplates.service(), "data-topic"),
        2,
        furtherOutcomes,
        play);
  }

  private static StackScript script(
      String name, String says, String outcome, Play<StackStage> play) {
    return script(name, says, outcome, StackTemplates.service(), target -> target, play);
  }

  private static StackScript script(
      String name, String says, String outcome, StackTemplates.Made made, Play<StackStage> play) {
    return script(name, says, outcome, made, target -> target, play);
  }

  private static StackScript script(
      String name,
      String says,
      String outcome,
      UnaryOperator<Target> setting,
      Play<StackStage> play) {
    return script(name, says, outcome, StackTemplates.service(), setting, play);
  }

  private static StackScript script(
      String name,
      String says,
      String outcome,
      StackTemplates.Made made,
      UnaryOperator<Target> setting,
      Play<StackStage> play) {
    return new StackScript(
        new Scenario(name, says, outcome),
        ORDERS,
        target -> setting.apply(target.withMode(Mode.AUTOMATIC)),
        (_, _) -> made,
        1,
        Set.of(outcome),
        play);
  }

  /** CloudFormation's own rollback takes as long as it takes. */
  private static Target patient(Target target) {
    return target.withDeadlineSeconds(LONG_DEADLINE_SECONDS);
  }

  private static UnaryOperator<Target> whileAtWork(OperationPolicy policy) {
    return target -> target.whileAtWork(policy);
  }
}
