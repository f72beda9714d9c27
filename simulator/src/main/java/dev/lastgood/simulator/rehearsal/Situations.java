package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.config.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What strategies are compared on, in the order in which users should read it. */
final class Situations {
  /** A version that fails soon. */
  private static final Duration SOON = Duration.ofMinutes(3);

  /** A version that fails late, and before its soak has ended. */
  private static final Duration LATE = Duration.ofMinutes(45);

  /** How long after its soak such a version fails: its rollout, two captures and more. */
  private static final Duration AFTER_SOAK = Duration.ofMinutes(45);

  /** How long a stack's recovery may take, whose instances are replaced batch by batch. */
  private static final int STACK_DEADLINE_SECONDS = 2_700;

  private static final Map<Strategy, String> ON_GROUP =
      Map.of(Strategy.ROLLBACK_TRIGGERS, "no stack owns the group");

  private static final Map<Strategy, String> ON_STACK =
      Map.of(
          Strategy.INSTANCE_REFRESH,
          "the stack replaces the instances; a refresh beside it would be drift");

  static final List<Situation> ALL =
      List.of(
          group(
              "fails-during-rollout",
              "A rollout pauses when 30 % of the instances are replaced, and these fail every second"
                  + " request.",
              Situations::always,
              _ -> ComparedPlays::failsAtOnce),
          group(
              "fails-soon",
              "A bad version begins to fail every second request three minutes after the last"
                  + " instance was replaced.",
              Situations::always,
              _ -> ComparedPlays.failsAfter(SOON)),
          group(
              "fails-late",
              "As fails-soon, but 45 minutes after the last instance was replaced.",
              configuration -> soaks(configuration, LATE),
              _ -> ComparedPlays.failsAfter(LATE)),
          group(
              "fails-after-soak",
              "As fails-soon, but the version has run well for longer than Lastgood's soak, which"
                  + " takes it for good.",
              Situations::always,
              soak -> ComparedPlays.failsAfter(soak.plus(AFTER_SOAK))),
          group(
              "capacity-zeroed",
              "No rollout: somebody sets minimum, maximum and desired capacity to zero.",
              Situations::always,
              _ -> (stage, timeline, _) -> Plays.capacityZeroed(stage, timeline)),
          group(
              "version-and-capacity",
              "As fails-soon, and the pipeline has lowered the capacity to four of ten beside it.",
              Situations::always,
              _ -> ComparedPlays.failsWithLessCapacity(SOON)),
          stack(
              "stack-fails-during-update",
              "A stack's update replaces its group's instances in batches, and the first of them fail"
                  + " every second request.",
              Situations::always,
              ComparedPlays::stackFailsAtOnce),
          stack(
              "stack-fails-soon",
              "As stack-fails-during-update, but the version begins to fail three minutes after the"
                  + " last instance was replaced.",
              Situations::always,
              ComparedPlays.stackFailsAfter(SOON)),
          stack(
              "stack-fails-late",
              "As stack-fails-soon, but 45 minutes after the last instance was replaced.",
              configuration -> soaks(configuration, LATE),
              ComparedPlays.stackFailsAfter(LATE)));

  private Situations() {}

  private static boolean always(Configuration configuration) {
    return true;
  }

  /** Whether no version is taken for good before it fails. */
  private static boolean soaks(Configuration configuration, Duration fails) {
    Duration least = fails.plusMinutes(10);
    return configuration.targets().stream()
        .allMatch(target -> Duration.ofSeconds(target.soakSeconds()).compareTo(least) >= 0);
  }

  private static Situation group(
      String name,
      String says,
      Predicate<Configuration> fits,
      Function<Duration, ComparedPlays.OnGroup> play) {
    return new Situation(
        name,
        says,
        ON_GROUP,
        fits,
        approach ->
            new GroupScript(
                new Scenario(name, says, ""),
                target -> target.withMode(Mode.AUTOMATIC),
                Origin.NUMBERED_TEMPLATE,
                (stage, timeline) ->
                    play.apply(Duration.ofSeconds(stage.target().soakSeconds()))
                        .begin(stage, timeline, approach)));
  }

  private static Situation stack(
      String name, String says, Predicate<Configuration> fits, ComparedPlays.OnStack play) {
    UnaryOperator<Target> setting =
        target ->
            target
                .withMode(Mode.AUTOMATIC)
                .withDeadlineSeconds(STACK_DEADLINE_SECONDS)
                .whileAtWork(OperationPolicy.CANCEL);
    return new Situation(
        name,
        says,
        ON_STACK,
        fits,
        approach ->
            new StackScript(
                new Scenario(name, says, ""),
                List.of("orders"),
                setting,
                (_, _) ->
                    StackTemplates.withSignallingGroup(
                        StackStage.GOOD_IMAGE, Surroundings.subnets()),
                1,
                java.util.Set.of(),
                (stage, timeline) -> play.begin(stage, timeline, approach)));
  }
}
