package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares strategies against a bad rollout in the same world, on the same seeds. */
public final class Comparison {
  /** How soon after the alarm a service has to be well. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** The longest that a stack's update can be monitored; MonitoringTimeInMinutes is 0 to 180. */
  public static final Duration WATCH_MAX = Duration.ofMinutes(180);

  private final Installation installation;
  private final List<Situation> situations;

  /** One strategy in one situation, which are run once a seed. */
  private record Pair(Situation situation, Strategy strategy) {}

  /**
   * A comparison in one environment.
   *
   * @param installation as its template deploys it: where Lastgood is the strategy, it is what runs
   */
  public Comparison(Installation installation) {
    this.installation = installation;
    this.situations =
        Situations.ALL.stream()
            .filter(situation -> situation.fits(installation.configuration()))
            .toList();
  }

  /**
   * How many runs a comparison has.
   *
   * @param seeds how many seeds
   * @return a run is one strategy in one situation on one seed; 0 where the environment has nothing
   *     that they could be compared on
   */
  public int runs(int seeds) {
    return pairs().size() * seeds;
  }

  /**
   * Compares, on all cores; the result depends on the arguments alone.
   *
   * @param seeds on how many seeds, at least one
   * @param seed the first; they count up from it
   * @param faults how often what goes wrong goes wrong
   * @param watch how long AWS's own strategies watch a rollout after its last instance, up to
   *     {@link #WATCH_MAX}
   * @param progress told how many runs are done
   * @return what each came to
   */
  public ComparisonResult compare(
      int seeds, long seed, FaultSettings faults, Duration watch, Progress progress) {
    List<Pair> pairs = pairs();
    List<Trial.Result> results =
        AllCores.run(
            runs(seeds),
            run -> {
              Pair pair = pairs.get(run / seeds);
              return pair.strategy().strategyName()
                  + " in "
                  + pair.situation().name()
                  + " with seed "
                  + (seed + run % seeds);
            },
            run -> {
              Pair pair = pairs.get(run / seeds);
              return new Trial(
                      pair.situation(),
                      new Approach(pair.strategy(), watch),
                      installation,
                      seed + run % seeds,
                      faults)
                  .run();
            },
            progress);
    return new ComparisonResult(
        seeds,
        seed,
        faults.preset(),
        (int) watch.toSeconds(),
        (int) LIMIT.toSeconds(),
        (int) Trial.OBSERVED.toSeconds(),
        situations.stream()
            .map(situation -> ofSituation(situation, pairs, results, seeds))
            .toList());
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (Situation situation : situations) {
      for (Strategy strategy : Strategy.values()) {
        if (!situation.unavailable().containsKey(strategy)) {
          pairs.add(new Pair(situation, strategy));
        }
      }
    }
    return pairs;
  }

  private static ComparisonResult.OfSituation ofSituation(
      Situation situation, List<Pair> pairs, List<Trial.Result> results, int seeds) {
    List<ComparisonResult.OfStrategy> strategies = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      int number = pairs.indexOf(new Pair(situation, strategy));
      strategies.add(
          Optional.ofNullable(situation.unavailable().get(strategy))
              .<ComparisonResult.OfStrategy>map(
                  because -> new ComparisonResult.OfStrategy.Unavailable(strategy, because))
              .orElseGet(
                  () ->
                      new ComparisonResult.OfStrategy.Tried(
                          strategy,
                          measured(results.subList(number * seeds, (number + 1) * seeds)))));
    }
    return new ComparisonResult.OfSituation(situation.name(), situation.says(), strategies);
  }

  private static Measured measured(List<Trial.Result> results) {
    int wellInTime = 0;
    int wellLater = 0;
    int notSetAsBefore = 0;
    int told = 0;
    int notWellUntold = 0;
    for (Trial.Result result : results) {
      boolean inTime = isInTime(result.secondsToWell());
      wellInTime += inTime ? 1 : 0;
      wellLater += !inTime && result.secondsToWell().isPresent() ? 1 : 0;
      notSetAsBefore += result.setAsBefore() ? 0 : 1;
      told += result.told() ? 1 : 0;
      notWellUntold += !inTime && !result.told() ? 1 : 0;
    }
    return new Measured(
        results.size(),
        wellInTime,
        wellLater,
        Percentiles.of(
            results.stream()
                .map(Trial.Result::secondsToWell)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)),
        Percentiles.of(results.stream().mapToDouble(Trial.Result::lostMinutes)),
        Percentiles.of(results.stream().mapToDouble(Trial.Result::shortMinutes)),
        notSetAsBefore,
        told,
        notWellUntold);
  }

  private static boolean isInTime(OptionalDouble secondsToWell) {
    return secondsToWell.isPresent() && secondsToWell.getAsDouble() <= LIMIT.toSeconds();
  }
}
