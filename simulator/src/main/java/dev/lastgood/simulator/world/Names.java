package dev.lastgood.simulator.world;

/** The names under which Lastgood is deployed in a simulated account. */
public final class Names {
  /** The table of leases, holds, points and incidents. */
  public static final String STATE_TABLE = "lastgood-state";

  /** The table of the ledger. */
  public static final String LEDGER_TABLE = "lastgood-ledger";

  /** The bucket of bodies, plans and undo points. */
  public static final String BUCKET = "lastgood-points";

  /** The topic of notices. */
  public static final String TOPIC = "lastgood-notices";

  /** The dead-letter queue of everything asynchronous. */
  public static final String DEAD_LETTERS = "lastgood-dead-letters";

  /** The schedule of the sweep. */
  public static final String SWEEP = "sweep";

  private Names() {}
}
