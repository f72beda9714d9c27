package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.access.PermissionReport;
import dev.lastgood.simulator.access.PermissionUses;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Rehearses incidents of one environment on the simulated AWS. */
public final class Rehearsals {
  /** In a campaign, every so many-th payload of a function passes through JSON text. */
  static final int BYTES_EVERY = 50;

  /** So many violations of a campaign are followed to the least that shows them. */
  private static final int REPRODUCED = 3;

  private final Installation installation;
  private final PermissionUses uses;

  /**
   * Rehearsals in one environment.
   *
   * @param installation as its template deploys it; its first target that may be changed
   *     automatically is what goes wrong
   */
  public Rehearsals(Installation installation) {
    this.installation = installation;
    this.uses = new PermissionUses(installation.access());
  }

  /**
   * What the template permits, and what of it the rehearsals so far have used.
   *
   * @return the report
   */
  public PermissionReport permissions() {
    return uses.report();
  }

  /**
   * What can be rehearsed.
   *
   * @return in the order in which users should read them; the first is what is rehearsed where no
   *     other is asked for
   */
  public static List<Scenario> scenarios() {
    return Scripts.ALL.stream().map(Script::scenario).toList();
  }

  /**
   * Rehearses one incident.
   *
   * @param scenario the name of one of the {@link #scenarios()}
   * @param seed what all chance comes from
   * @param faults how often what goes wrong goes wrong
   * @return what it came to
   * @throws IllegalArgumentException where there is no scenario of that name
   */
  public RehearsalResult rehearse(String scenario, long seed, FaultSettings faults) {
    return rehearse(scenario, seed, faults, target -> target, Twist.NONE);
  }

  /**
   * Rehearses one incident in which more happens than its scenario says.
   *
   * @param scenario the name of one of the {@link #scenarios()}
   * @param seed what all chance comes from
   * @param faults how often what goes wrong goes wrong
   * @param setting how the target is configured, made from how the scenario configures it
   * @param twist what happens besides
   * @return what it came to
   * @throws IllegalArgumentException where there is no scenario of that name
   */
  public RehearsalResult rehearse(
      String scenario,
      long seed,
      FaultSettings faults,
      UnaryOperator<Target> setting,
      Twist twist) {
    Script script = script(scenario).withSetting(setting);
    return onVirtualThread(
        () ->
            run(
                script,
                twist,
                seed,
                faults,
                Extent.WHOLE,
                1,
                Telling.WHAT_HAPPENED,
                new Coverage(installation)));
  }

  /**
   * Rehearses one incident again and tells every step of it: who did what, under which lease and
   * fence, and which fault struck.
   *
   * @param scenario the name of one of the {@link #scenarios()}
   * @param seed what all chance comes from
   * @param faults how often what goes wrong goes wrong
   * @return what it came to, as it came to without telling
   * @throws IllegalArgumentException where there is no scenario of that name
   */
  public RehearsalResult replay(String scenario, long seed, FaultSettings faults) {
    return replay(scenario, seed, faults, Extent.WHOLE);
  }

  /**
   * The same with a part of the scenario.
   *
   * @param scenario the name of one of the {@link #scenarios()}
   * @param seed what all chance comes from
   * @param faults how often what goes wrong goes wrong
   * @param extent how much of it
   * @return what it came to
   * @throws IllegalArgumentException where there is no scenario of that name
   */
  public RehearsalResult replay(String scenario, long seed, FaultSettings faults, Extent extent) {
    Script script = script(scenario);
    return onVirtualThread(
        () ->
            run(
                script,
                Twist.NONE,
                seed,
                faults,
                extent,
                1,
                Telling.EVERY_STEP,
                new Coverage(installation)));
  }

  /**
   * The scenario that a campaign over all of them rehearses with a seed.
   *
   * @param seed the incident's own seed
   * @return its name
   */
  public String scenarioOf(long seed) {
    return scriptOf(scripts(), seed).scenario().name();
  }

  /** By the seed alone, so that it says all of what was rehearsed. */
  private static Script scriptOf(List<Script> scripts, long seed) {
    return scripts.get(Math.floorMod(seed - 1, scripts.size()));
  }

  /**
   * Rehearses many incidents, on all cores; the result depends on the arguments alone.
   *
   * @param scenario the name of one of the {@link #scenarios()}; empty for all of them in turn
   * @param incidents how many, at least one
   * @param seed what all chance comes from: the incidents' own seeds count up from it
   * @param faults how often what goes wrong goes wrong
   * @param progress told how far it is
   * @return what they came to
   * @throws IllegalArgumentException where there is no scenario of that name
   */
  public CampaignResult campaign(
      Optional<String> scenario,
      int incidents,
      long seed,
      FaultSettings faults,
      Progress progress) {
    List<Script> scripts = scenario.map(name -> List.of(script(name))).orElseGet(this::scripts);
    Coverage coverage = new Coverage(installation);
    List<RehearsalResult> results =
        AllCores.run(
            incidents,
            index -> "The rehearsal of seed " + (seed + index),
            index ->
                run(
                    scriptOf(scripts, seed + index),
                    Twist.NONE,
                    seed + index,
                    faults,
                    Extent.WHOLE,
                    BYTES_EVERY,
                    Telling.NOTHING,
                    coverage),
            progress);
    List<Violation> violations = new ArrayList<>();
    for (RehearsalResult result : results) {
      violations.addAll(violations(result, faults));
    }
    return summarised(
        results,
        seed,
        faults,
        violations,
        uses.report(),
        coverage.report(List.copyOf(faults.rates().keySet())),
        reproductions(results, violations, faults));
  }

  /**
   * What can be rehearsed in this environment: what it has targets for.
   *
   * @return those of {@link #scenarios()}, in the same order
   */
  public List<Scenario> playable() {
    return scripts().stream().map(Script::scenario).toList();
  }

  /**
   * Whether this environment has no target for a scenario.
   *
   * @param scenario the name of one of the {@link #scenarios()}
   * @return false where it can be rehearsed
   */
  public boolean lacksTargetFor(String scenario) {
    return playable().stream().noneMatch(playable -> playable.name().equals(scenario));
  }

  private List<Script> scripts() {
    return Scripts.ALL.stream()
        .filter(script -> script.fits(installation.configuration()))
        .toList();
  }

  private RehearsalResult run(
      Script script,
      Twist twist,
      long seed,
      FaultSettings faults,
      Extent extent,
      int bytesEvery,
      Telling telling,
      Coverage coverage) {
    Rehearsal rehearsal =
        new Rehearsal(
            script, twist, installation, seed, faults, extent, bytesEvery, telling, coverage);
    RehearsalResult result = rehearsal.run();
    uses.add(script.scenario().name(), rehearsal.access());
    return result;
  }

  private Script script(String name) {
    return scripts().stream()
        .filter(script -> script.scenario().name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("There is no scenario named " + name + "."));
  }

  private static List<Violation> violations(RehearsalResult result, FaultSettings faults) {
    List<Violation> violations = new ArrayList<>(result.violations());
    String expected = Scripts.named(result.scenario()).orElseThrow().scenario().outcome();
    if (!result.outcome().equals(expected) && !faults.changesOutcomes()) {
      violations.add(
          new Violation(
              result.seed(),
              "the scenario's outcome",
              result.scenario() + " ended as " + result.outcome() + " instead of " + expected));
    }
    return violations;
  }

  /** Of the first violations, each seed once, the least that shows them. */
  private List<Reproduction> reproductions(
      List<RehearsalResult> results, List<Violation> violations, FaultSettings faults) {
    Map<Long, Violation> first = new LinkedHashMap<>();
    violations.forEach(violation -> first.putIfAbsent(violation.seed(), violation));
    return first.values().stream()
        .limit(REPRODUCED)
        .map(
            violation ->
                reproduction(
                    results.stream()
                        .filter(result -> result.seed() == violation.seed())
                        .findFirst()
                        .orElseThrow()
                        .scenario(),
                    violation,
                    faults))
        .toList();
  }

  private Reproduction reproduction(String scenario, Violation violation, FaultSettings faults) {
    Script script = script(scenario);
    Shrinking shrinking =
        new Shrinking((fewer, extent) -> violates(script, violation, faults, fewer, extent));
    // Where more than one incident has to come of it, each target is needed.
    int targets = script.incidents() > 1 ? 1 : script.targets(installation.configuration()).size();
    Shrinking.Least least = shrinking.shrink(faults, targets);
    return new Reproduction(
        scenario,
        violation.seed(),
        violation.invariant(),
        least.faults(),
        least.extent(),
        shrinking.rehearsals());
  }

  private boolean violates(
      Script script,
      Violation violation,
      FaultSettings faults,
      FaultSettings fewer,
      Extent extent) {
    RehearsalResult result;
    try {
      result =
          onVirtualThread(
              () ->
                  run(
                      script,
                      Twist.NONE,
                      violation.seed(),
                      fewer,
                      extent,
                      BYTES_EVERY,
                      Telling.NOTHING,
                      new Coverage(installation)));
    } catch (RuntimeException needed) {
      if (extent.targetsMax().isEmpty()) {
        throw needed;
      }
      // What goes wrong in it goes wrong in a target that is not there.
      return false;
    }
    List<Violation> found =
        extent.equals(Extent.WHOLE) ? violations(result, faults) : result.violations();
    return found.stream().anyMatch(one -> one.invariant().equals(violation.invariant()));
  }

  private static CampaignResult summarised(
      List<RehearsalResult> results,
      long seed,
      FaultSettings faults,
      List<Violation> violations,
      PermissionReport permissions,
      CoverageReport coverage,
      List<Reproduction> reproductions) {
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    int withinDeadline = 0;
    for (RehearsalResult result : results) {
      outcomes.merge(result.outcome(), 1, Integer::sum);
      if (!result.outcome().equals("NONE")
          && result.recoverySeconds() <= result.deadlineSeconds()) {
        withinDeadline++;
      }
    }
    List<RehearsalResult> recovered =
        results.stream().filter(result -> result.outcome().equals("RECOVERED")).toList();
    return new CampaignResult(
        results.size(),
        seed,
        faults.preset(),
        outcomes,
        withinDeadline,
        percentiles(recovered, RehearsalResult::recoverySeconds),
        violations,
        new SharePercentiles(
            percentiles(recovered, result -> result.shares().orchestratorSeconds()),
            percentiles(recovered, result -> result.shares().providerSeconds()),
            percentiles(recovered, result -> result.shares().proofSeconds())),
        permissions.refused(),
        permissions.unused(),
        coverage,
        reproductions);
  }

  private static Percentiles percentiles(
      List<RehearsalResult> results, ToDoubleFunction<RehearsalResult> figure) {
    return Percentiles.of(results.stream().mapToDouble(figure));
  }

  private static <T> T onVirtualThread(java.util.concurrent.Callable<T> computation) {
    try {
      return VirtualTime.onVirtualThread(AllCores.LIMIT, computation);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException("The rehearsal broke off.", failure);
    }
  }
}
