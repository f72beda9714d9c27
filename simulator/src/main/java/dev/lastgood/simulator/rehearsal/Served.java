package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import java.util.OptionalDouble;

/** A service whose requests an alarm looks at. */
interface Served {
  /** The target that it is. */
  Target target();

  /** The group or the stack that it runs on. */
  String resourceName();

  /** The share of requests that fail now, 0 to 1; empty where nothing serves any. */
  OptionalDouble failingShare();
}
