package dev.lastgood.simulator.rehearsal;

/** How much of a rehearsal is written down. */
enum Telling {
  /** Only what it came to, as in a campaign. */
  NOTHING,
  /** What happened, as an engineer would tell it. */
  WHAT_HAPPENED,
  /** Besides, each state, each function and each call that changes something. */
  EVERY_STEP
}
