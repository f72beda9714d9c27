package dev.lastgood.asl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A visit of a Wait state. */
final class WaitRun extends StateRun {

  private final State.Wait state;

  WaitRun(Branch branch, State.Wait state, Object input) {
    super(branch, state, ErrorHandling.NONE, input);
    this.state = state;
  }

  @Override
  void attempt() throws QueryFailure {
    StateScope scope = scope();
    Duration delay;
    if (state.seconds().isPresent()) {
      delay =
          Duration.ofSeconds(
              Typed.integer(state.seconds().get(), scope, 0, StateMachine.LONGEST_SECONDS));
    } else {
      String text = Typed.text(state.timestamp().orElseThrow(), scope);
      Optional<Instant> until = Timestamps.parse(text);
      if (until.isEmpty()) {
        QueryFailure failure =
            QueryFailure.at(
                "Timestamp",
                "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time"
                    + " format string: "
                    + text);
        fail(evaluationFailed(failure, enteredEventId()));
        return;
      }
      Duration left = Duration.between(execution().environment().scheduler().now(), until.get());
      // An instant that has passed is no wait at all.
      delay = left.isNegative() ? Duration.ZERO : left;
    }
    branch().later(delay, this::waited);
  }

  private void waited() {
    try {
      succeed(state.exit(), input(), scope());
    } catch (QueryFailure failure) {
      fail(evaluationFailed(failure));
    }
  }
}
