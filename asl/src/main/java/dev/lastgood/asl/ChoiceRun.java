package dev.lastgood.asl;

/** A visit of a Choice state. */
final class ChoiceRun extends StateRun {

  private final State.Choice state;

  ChoiceRun(Branch branch, State.Choice state, Object input) {
    super(branch, state, ErrorHandling.NONE, input);
    this.state = state;
  }

  @Override
  void attempt() throws QueryFailure {
    StateScope scope = scope();
    for (State.Choice.Rule rule : state.rules()) {
      if (Typed.truth(rule.condition(), scope)) {
        succeed(rule.exit(), input(), scope);
        return;
      }
    }
    if (state.otherwise().isPresent()) {
      succeed(state.otherwise().get(), input(), scope);
      return;
    }
    fail(
        Failure.of(
            ErrorNames.NO_CHOICE_MATCHED,
            causeOf(
                "Failed to transition out of the state."
                    + " The state does not point to a next state.")));
  }
}
