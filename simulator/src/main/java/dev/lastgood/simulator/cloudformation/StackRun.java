package dev.lastgood.simulator.cloudformation;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.OperationType;

/** An operation on a stack while it is under way. */
final class StackRun {
  private final String operationId;
  private final OperationType type;
  private final Optional<String> token;
  private Optional<Waves> waves = Optional.empty();
  private Runnable onCancel = () -> {};
  private Runnable onAbandon = () -> {};
  private Optional<Runnable> held = Optional.empty();
  private Set<String> skipped = Set.of();

  StackRun(String operationId, OperationType type, Optional<String> token) {
    this.operationId = operationId;
    this.type = type;
    this.token = token;
  }

  String operationId() {
    return operationId;
  }

  OperationType type() {
    return type;
  }

  Optional<String> token() {
    return token;
  }

  /** What it is working on now. */
  void waves(Waves next) {
    waves = Optional.of(next);
  }

  Optional<Waves> waves() {
    return waves;
  }

  /** What cancelling it does at this point. */
  void onCancel(Runnable action) {
    onCancel = action;
  }

  void cancel() {
    onCancel.run();
  }

  /** What ends it without anything that follows, beside what it is working on. */
  void onAbandon(Runnable action) {
    onAbandon = action;
  }

  void abandon() {
    onAbandon.run();
    waves.ifPresent(working -> working.stop("Resource creation cancelled"));
  }

  /** What a nested stack does when its parent cleans up; empty where it waits for nobody. */
  Optional<Runnable> held() {
    return held;
  }

  void held(Optional<Runnable> next) {
    held = next;
  }

  /** What a rollback leaves as it is, as it was asked for: that of nested stacks by their names. */
  Set<String> skipped() {
    return skipped;
  }

  void skipped(Set<String> next) {
    skipped = Set.copyOf(next);
  }
}
