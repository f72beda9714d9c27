package dev.lastgood.asl;

/** A visit of a Pass or a Succeed state, which only differ in what follows. */
final class PassRun extends StateRun {

  private final Exit exit;

  PassRun(Branch branch, State state, Exit exit, Object input) {
    super(branch, state, ErrorHandling.NONE, input);
    this.exit = exit;
  }

  @Override
  void attempt() throws QueryFailure {
    succeed(exit, input(), scope());
  }
}
