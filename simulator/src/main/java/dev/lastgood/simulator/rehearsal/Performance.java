package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.invariant.Truth;
import java.time.Instant;
import java.util.List;

/** A script on its stage: what is true there, and what makes it go wrong. */
interface Performance {
  /** What is true of each target, the one that is rehearsed first. */
  List<Truth> truths();

  /** The group or the stack that is meant where none is named. */
  String resourceName();

  /** Since when the rehearsed target has been what it was; far in the future if it is not. */
  Instant restoredSince();

  /** Since when every alarm of it has been OK; far in the future if one is not. */
  Instant quietSince();

  /** Writes down from here on what happens to the targets. */
  void tell(Timeline timeline);

  /** Makes it go wrong; run in the world's loop when all has been well for long. */
  void begin(Timeline timeline);
}
