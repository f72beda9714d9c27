package dev.lastgood.simulator.invariant;

import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.sqs.Arrival;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What lies in queues, and whether an alarm has told of it. */
final class DeadLetters {
  /** Of the rules by which failures reach the detection. */
  private static final List<String> QUEUES_OF_EVENTS =
      List.of("-alarms-undelivered", "-stacks-undelivered");

  private final SimulatedWorld world;
  private final Map<String, String> alarmByQueue;
  private final TreeSet<String> unannounced = new TreeSet<>();
  private boolean event;

  DeadLetters(SimulatedWorld world, Installation installation) {
    this.world = world;
    this.alarmByQueue = new TreeMap<>(installation.queueAlarms());
    world.sqs().listen(this::arrived);
    world.cloudWatch().listen(this::changed);
  }

  private void arrived(Arrival arrival) {
    event |= QUEUES_OF_EVENTS.stream().anyMatch(arrival.queue()::endsWith);
    boolean told =
        Optional.ofNullable(alarmByQueue.get(arrival.queue()))
            .flatMap(world.cloudWatch()::state)
            .filter(state -> state == StateValue.ALARM)
            .isPresent();
    if (!told) {
      unannounced.add(arrival.queue());
    }
  }

  private void changed(String alarmName, StateValue state) {
    if (state == StateValue.ALARM) {
      unannounced.removeIf(queue -> alarmName.equals(alarmByQueue.get(queue)));
    }
  }

  /** Whether an event of an alarm or of a stack that was not delivered lies in a queue. */
  boolean holdAnEvent() {
    return event;
  }

  /** A sentence for each queue whose messages no alarm has told of. */
  List<String> unannounced() {
    List<String> sentences = new ArrayList<>();
    for (String queue : unannounced) {
      sentences.add("A message lies in the queue " + queue + " and no alarm has gone off.");
    }
    return sentences;
  }
}
