package dev.lastgood.simulator.invariant;

/** What must always hold: those with a number are the design's. */
public enum Invariant {
  /** Every incident ends once, and when it must. */
  ONE_OUTCOME("1 one outcome, in time"),
  /** A target is changed only under its lease. */
  ONE_HOLDER("2 one holder"),
  /** Nothing is made worse. */
  NO_HARM("3 no harm"),
  /** What is called recovered is. */
  TRULY_RECOVERED("4 recovered means verified"),
  /** Whoever is on call hears of every outcome. */
  TOLD("5 a person is told"),
  /** What should wake Lastgood does. */
  NO_EVENT_LOST("6 no event lost"),
  /** Nothing is lost that people have not let go. */
  IRREVERSIBLE("7 nothing irreversible without approval"),
  /** What is done was written down before. */
  WRITTEN_FIRST("8 in the ledger first"),
  /** Functions start, and are refused nothing. */
  RUNS("10 what is deployed runs, and does what it may"),
  /** An incident under way shows that it is. */
  VISIBLE("11 progress is visible"),
  /** No entry of the ledger is changed or missing. */
  LINKED("the ledger is a chain"),
  /** No point is called good before it is. */
  SOAKED("good means soaked"),
  /** What may be done without people is what the mode says. */
  MODE_KEPT("the mode is kept"),
  /** What went bad is not simply deployed again. */
  HELD("what went bad is held"),
  /** Once faults stop, nothing is left over. */
  CONVERGED("everything converges");

  private final String says;

  Invariant(String says) {
    this.says = says;
  }

  /** Its number in the design, where it has one, and its name. */
  @Override
  public String toString() {
    return says;
  }
}
