package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.invariant.LedgerView;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** People who answer in their own time: late, twice, for and against, and after all is over. */
final class Answers {
  private static final Duration WITHIN = Duration.ofMinutes(15);
  private static final Duration AFTERWARDS = Duration.ofMinutes(1);

  /** How many of them refuse. */
  private static final double REFUSALS = 0.2;

  private final SimulatedWorld world;
  private final Faults faults;
  private final String answerFunction;

  Answers(SimulatedWorld world, String answerFunction) {
    this.world = world;
    this.faults = world.faults();
    this.answerFunction = answerFunction;
  }

  void written(LedgerView.Trail incident, Instant at, Fact fact) {
    if (fact instanceof Fact.ApprovalAsked && faults.strikes(Fault.UNRULY_APPROVAL, incident::id)) {
      Duration first =
          Duration.ofMillis((long) (faults.share(Fault.UNRULY_APPROVAL) * WITHIN.toMillis()));
      boolean approved = faults.share(Fault.UNRULY_APPROVAL) >= REFUSALS;
      answer(incident, "an-engineer", approved, first);
      answer(incident, "an-engineer", approved, first.multipliedBy(2));
      answer(incident, "another-engineer", true, first);
    }
    if (fact instanceof Fact.Closed && faults.strikes(Fault.UNRULY_APPROVAL, incident::id)) {
      answer(incident, "a-late-engineer", true, AFTERWARDS);
    }
  }

  private void answer(LedgerView.Trail incident, String by, boolean approved, Duration after) {
    Map<String, Object> answer =
        Map.of("incidentId", incident.id(), "by", by, "approved", approved);
    world.time().after(after, () -> world.lambda().invokeAsync(answerFunction, answer));
  }
}
