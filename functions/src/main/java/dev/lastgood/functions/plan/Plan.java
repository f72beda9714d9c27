package dev.lastgood.functions.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be done: a value.
 *
 * @param incidentId the incident that it is for
 * @param deadline when the incident must have its outcome
 * @param undo whether it leads back to the undo point instead of a good point
 * @param waves one after the other; inside a wave, targets are changed at the same time
 * @param verificationSeconds the time that alarms and the stability window take afterwards
 * @param leftAlone targets of the incident that are not changed, and why, by id
 */
public record Plan(
    String incidentId,
    Instant deadline,
    boolean undo,
    List<Wave> waves,
    int verificationSeconds,
    Map<String, String> leftAlone) {
  /** Copies its collections. */
  public Plan {
    waves = List.copyOf(waves);
    leftAlone = new java.util.TreeMap<>(leftAlone);
  }

  /**
   * All targets that are changed.
   *
   * @return their plans, in the order of the waves
   */
  public Stream<TargetPlan> targets() {
    return waves.stream().flatMap(wave -> wave.targets().stream());
  }

  /**
   * The plan of one target.
   *
   * @param targetId the target
   * @return empty where the plan leaves it alone
   */
  public Optional<TargetPlan> target(String targetId) {
    return targets().filter(target -> target.targetId().equals(targetId)).findFirst();
  }

  /**
   * How long it takes, from the first call to the proof.
   *
   * @return seconds
   */
  public int forecastSeconds() {
    return waves.stream().mapToInt(Wave::forecastSeconds).sum() + verificationSeconds;
  }

  /**
   * What cannot be taken back, and needs people who approve of it, whatever the mode.
   *
   * @return what would be lost
   */
  public List<Loss> irreversible() {
    return targets().flatMap(target -> target.irreversible().stream()).toList();
  }

  /**
   * Whether some instance is replaced.
   *
   * @return true where undoing would mean replacing again
   */
  public boolean replacesInstances() {
    return targets()
        .flatMap(target -> target.actions().stream())
        .anyMatch(Action::replacesInstances);
  }

  /**
   * Whether what somebody changed beside a stack is put right.
   *
   * @return true where some action does that
   */
  public boolean revertsDrift() {
    return targets()
        .flatMap(target -> target.actions().stream())
        .anyMatch(StackAction.RevertDrift.class::isInstance);
  }

  /**
   * What it does, and what it does not, for people.
   *
   * @return a sentence for each action and for each target that is left alone
   */
  public String summary() {
    Stream<String> done =
        targets()
            .flatMap(
                target ->
                    target.actions().stream()
                        .map(action -> target.targetId() + ": " + action.says()));
    Stream<String> left =
        leftAlone.entrySet().stream()
            .map(entry -> entry.getKey() + " is left alone: " + entry.getValue());
    Stream<String> remarks = targets().flatMap(target -> target.remarks().stream());
    return Stream.of(done, remarks, left)
        .flatMap(sentences -> sentences)
        .collect(Collectors.joining(" "));
  }
}
