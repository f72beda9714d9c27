package dev.lastgood.asl;

import java.util.Optional;

/** A visit of a Fail state. */
final class FailRun extends StateRun {

  private final State.Fail state;

  FailRun(Branch branch, State.Fail state, Object input) {
    super(branch, state, ErrorHandling.NONE, input);
    this.state = state;
  }

  @Override
  void attempt() throws QueryFailure {
    StateScope scope = scope();
    fail(Failure.of(text(state.error(), scope), text(state.cause(), scope)));
  }

  /** It is entered again, and fails again. */
  @Override
  void redrive() {
    enter();
  }

  private static Optional<String> text(Optional<Template> template, StateScope scope)
      throws QueryFailure {
    return template.isEmpty() ? Optional.empty() : Optional.of(Typed.text(template.get(), scope));
  }
}
