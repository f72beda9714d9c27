package dev.lastgood.test.deadline;

import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.ExecutionStatus;
import dev.lastgood.functions.detect.IncidentExecutions;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What simulated incidents took, of that for which there are bounds. All in seconds. */
final class Distribution {
  private final List<Double> opened = new ArrayList<>();
  private final List<Double> begun = new ArrayList<>();
  private final List<Double> own = new ArrayList<>();
  private final List<Double> ended = new ArrayList<>();
  private final List<Double> pastDeadline = new ArrayList<>();
  private final List<Double> lost = new ArrayList<>();
  private int incidents;

  /** Rehearses the scenarios in turn, a seed each. */
  static Distribution of(int rehearsals, FaultSettings faults) {
    Distribution distribution = new Distribution();
    Rehearsals all = new Rehearsals(Built.PRODUCTION);
    for (long seed = 1; seed <= rehearsals; seed++) {
      RehearsalResult result =
          all.rehearse(
              all.scenarioOf(seed), seed, faults, target -> target, distribution.new Observer());
      if (result.outcome().equals("RECOVERED")) {
        // Of any other incident, all the time that passed counts as the orchestrator's own.
        distribution.own.add(result.shares().orchestratorSeconds());
      }
    }
    return distribution;
  }

  private final class Observer implements Twist {
    private final Map<String, Fact.Opened> facts = new HashMap<>();
    private final Map<String, Instant> openedAt = new HashMap<>();
    private final Map<String, Instant> recoveryEndedAt = new HashMap<>();
    private final Map<String, Instant> lostAt = new HashMap<>();
    private SimulatedWorld world;

    @Override
    public void prepare(SimulatedWorld in, Instant begin) {
      world = in;
      in.dynamoDb()
          .listen(
              change -> {
                if (change.table().equals(Built.PRODUCTION.ledgerTable())
                    && change.after().filter(item -> item.containsKey("fact")).isPresent()) {
                  written(change.after().get());
                }
              });
      in.watchExecutions(this::changed);
    }

    private void written(Map<String, AttributeValue> item) {
      String id = item.get("pk").s().substring("incident#".length());
      Instant now = world.time().now();
      Fact fact = Json.read(item.get("fact").s(), Fact.class);
      if (fact instanceof Fact.Opened first) {
        incidents++;
        facts.put(id, first);
        openedAt.put(id, now);
        if (first.startedByHand().isEmpty()) {
          opened.add(seconds(first.since(), now));
        }
      } else if (fact instanceof Fact.Closed) {
        closed(id, now);
      }
    }

    private void closed(String id, Instant now) {
      if (lostAt.containsKey(id)) {
        lost.add(seconds(lostAt.get(id), now));
      } else if (recoveryEndedAt.containsKey(id)) {
        ended.add(seconds(recoveryEndedAt.get(id), now));
      }
      pastDeadline.add(seconds(facts.get(id).deadline(), now));
    }

    private void changed(ExecutionDescription execution) {
      if (execution.redriveCount() > 0) {
        // It does nothing, and is no beginning and no loss of its own.
        return;
      }
      boolean ofIncident =
          Built.PRODUCTION.incidentMachine().startsWith(execution.stateMachineArn());
      String id = IncidentExecutions.incidentId(execution.name());
      Instant now = world.time().now();
      switch (execution.status()) {
        case RUNNING -> {
          if (!ofIncident) {
            // It is gone on with, and that is no closing.
            lostAt.remove(id);
          } else if (openedAt.containsKey(id) && execution.name().equals(id)) {
            begun.add(seconds(openedAt.get(id), now));
          }
        }
        case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> {
          if (!ofIncident) {
            recoveryEndedAt.put(id, now);
          } else if (execution.status() != ExecutionStatus.SUCCEEDED) {
            lostAt.putIfAbsent(id, now);
          }
        }
      }
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  int incidents() {
    return incidents;
  }

  /** From the alarm's own timestamp to the first entry in the ledger. */
  List<Double> opened() {
    return opened;
  }

  /** From there to the execution's beginning. */
  List<Double> begun() {
    return begun;
  }

  /** The orchestrator's own share of each rehearsal. */
  List<Double> own() {
    return own;
  }

  /** From the recovery's end to the outcome. */
  List<Double> ended() {
    return ended;
  }

  /** From the deadline to the outcome; below 0 before it. */
  List<Double> pastDeadline() {
    return pastDeadline;
  }

  /** From the loss of the execution to the outcome. */
  List<Double> lost() {
    return lost;
  }
}
