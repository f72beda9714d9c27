package dev.lastgood.asl;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One line of control through a block of states: the execution's own, a branch of a Parallel state,
 * or an iteration of a Map state.
 */
final class Branch {

  /** Who runs the branch and is told of its end. */
  interface Owner {
    void branchSucceeded(Branch branch, Object output);

    void branchFailed(Branch branch, Failure failure);
  }

  private final Execution execution;
  private final StatesBlock block;
  private final Variables variables;
  private final Optional<Map<String, Object>> mapItem;
  private final Owner owner;

  private long lastEventId;

  /** A state that is about to be entered. */
  private record Upcoming(String name, Object input) {}

  private Optional<StateRun> current = Optional.empty();
  private Optional<Upcoming> upcoming = Optional.empty();
  private Optional<Cancellable> pending = Optional.empty();

  /**
   * A branch that has not begun.
   *
   * @param mapItem the context object's {@code Map}, inside an iteration
   * @param previousEventId the event that it follows
   */
  Branch(
      Execution execution,
      StatesBlock block,
      Variables variables,
      Optional<Map<String, Object>> mapItem,
      Owner owner,
      long previousEventId) {
    this.execution = execution;
    this.block = block;
    this.variables = variables;
    this.mapItem = mapItem;
    this.owner = owner;
    this.lastEventId = previousEventId;
  }

  void begin(Object input) {
    goTo(block.startAt(), input);
  }

  /** Moves on: every transition is a task of its own, so that branches take turns. */
  private void goTo(String name, Object input) {
    upcoming = Optional.of(new Upcoming(name, input));
    later(
        execution.environment().pacing().nextTransitionDelay(),
        () -> {
          upcoming = Optional.empty();
          StateRun run = StateRuns.create(this, block.states().get(name), input);
          current = Optional.of(run);
          run.enter();
        });
  }

  /** Does something later, unless the branch is given up before; one thing at a time. */
  void later(Duration delay, Runnable step) {
    pending =
        Optional.of(
            execution
                .environment()
                .scheduler()
                .after(
                    delay,
                    () -> {
                      pending = Optional.empty();
                      execution.run(step);
                    }));
  }

  /** The current state was left. */
  void left(Optional<String> next, Object output) {
    current = Optional.empty();
    if (next.isPresent()) {
      goTo(next.get(), output);
    } else {
      variables.release();
      owner.branchSucceeded(this, output);
    }
  }

  /** The current state failed, and caught nothing. */
  void failed(Failure failure) {
    variables.setAside();
    owner.branchFailed(this, failure);
  }

  /** Cancels everything under way, without a word in the history. */
  void giveUp() {
    pending.ifPresent(Cancellable::cancel);
    pending = Optional.empty();
    current.ifPresent(StateRun::giveUp);
    variables.setAside();
  }

  /** Goes on where it failed or was given up: with that state, or with the one that came next. */
  void redrive() {
    variables.takeUp();
    if (upcoming.isPresent()) {
      goTo(upcoming.get().name(), upcoming.get().input());
    } else {
      later(execution.environment().pacing().nextTransitionDelay(), current.orElseThrow()::redrive);
    }
  }

  /** Tells the history that the state under way, or the one that failed, is aborted. */
  void recordAborted(long previousId) {
    current.ifPresent(run -> run.recordAborted(previousId));
  }

  Execution execution() {
    return execution;
  }

  Variables variables() {
    return variables;
  }

  Optional<Map<String, Object>> mapItem() {
    return mapItem;
  }

  long lastEventId() {
    return lastEventId;
  }

  /** The next event of this branch follows this one. */
  void follow(long eventId) {
    lastEventId = eventId;
  }
}
