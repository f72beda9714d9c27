package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.cloudformation.FailureCause;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What goes wrong in several stacks that export to each other. */
final class WavePlays {
  /** How long one fails after the other. */
  private static final Duration IN_THE_MIDDLE = Duration.ofMinutes(4);

  private static final String NEW_EXPORT = "data-function";

  private WavePlays() {}

  /**
   * What a pipeline deploys to one of them.
   *
   * @param stage the stack
   * @param made what it is made from then
   * @param says what is deployed, after "A pipeline deploys"
   */
  private record Release(StackStage stage, StackTemplates.Made made, String says) {
    private static Release alone(StackStage stage) {
      return new Release(
          stage,
          StackTemplates.service().with("Release", "2"),
          "release 2 of " + stage.resourceName() + ", which imports and exports nothing any more.");
    }
  }

  /** Each as soon as the one before it is complete; and then something happens, some time after. */
  private static void deploy(List<Release> rest, Timeline timeline, Runnable then) {
    Release next = rest.getFirst();
    List<Release> after = rest.subList(1, rest.size());
    next.stage()
        .upon(
            StackStatus.UPDATE_COMPLETE,
            () -> {
              if (after.isEmpty()) {
                next.stage().world().time().after(StackPlays.LATENT, then);
              } else {
                deploy(after, timeline, then);
              }
            });
    next.stage().deploy(next.made());
    timeline.say("deployment", "A pipeline deploys " + next.says());
  }

  /** Every stack of the shop is deployed without what it imports and exports. */
  static void allDeployed(StackStage stage, Timeline timeline) {
    List<StackStage> all = Stream.concat(Stream.of(stage), stage.companions().stream()).toList();
    deploy(
        all.stream().map(Release::alone).toList(),
        timeline,
        () -> all.forEach(one -> StackPlays.beginToFail(one, timeline)));
  }

  /**
   * The same, of two stacks, and the one that exports fails some minutes after the one that
   * imports.
   */
  static void exportRemoved(StackStage stage, Timeline timeline) {
    StackStage producer = stage.companions().getFirst();
    deploy(
        List.of(Release.alone(stage), Release.alone(producer)),
        timeline,
        () -> {
          StackPlays.beginToFail(stage, timeline);
          stage
              .world()
              .time()
              .after(IN_THE_MIDDLE, () -> StackPlays.beginToFail(producer, timeline));
        });
  }

  /**
   * One stack exports something new, and another imports it: going back, whoever imports comes
   * first.
   */
  static void newExport(StackStage stage, Timeline timeline) {
    StackStage producer = stage.companions().getFirst();
    StackTemplates.Made exporting =
        producer
            .good()
            .with("Release", "2")
            .with(
                producer
                    .good()
                    .template()
                    .withOutput(
                        "Function",
                        "{ \"Value\": { \"Ref\": \"Service\" }, \"Export\": { \"Name\": \"%s\" } }"
                            .formatted(NEW_EXPORT)));
    deploy(
        List.of(
            new Release(producer, exporting, "release 2 of the data, with a new export."),
            new Release(
                stage,
                StackTemplates.importing(stage.good().with("Release", "2"), NEW_EXPORT),
                "release 2 of orders, which imports it.")),
        timeline,
        () -> {
          StackPlays.beginToFail(stage, timeline);
          producer.beginToMatter();
        });
  }

  /** A release of two stacks that is bad in both, as soon as both have it. */
  static void bothDeployed(StackStage stage, Timeline timeline) {
    StackStage producer = stage.companions().getFirst();
    deploy(
        List.of(
            new Release(producer, producer.good().with("Release", "2"), "release 2 of the data."),
            new Release(stage, stage.good().with("Release", "2"), "release 2 of the orders.")),
        timeline,
        () -> {
          StackPlays.beginToFail(stage, timeline);
          StackPlays.beginToFail(producer, timeline);
        });
  }

  /** The same as all deployed, and the second stack cannot go back. */
  static void secondCannotGoBack(StackStage stage, Timeline timeline) {
    allDeployed(stage, timeline);
    StackStage second = stage.companions().getFirst();
    second.upon(
        StackStatus.UPDATE_COMPLETE,
        () ->
            stage
                .world()
                .cloudFormation()
                .failUpdates(second.resourceName(), "Service", FailureCause.MISSING_PERMISSION));
  }
}
