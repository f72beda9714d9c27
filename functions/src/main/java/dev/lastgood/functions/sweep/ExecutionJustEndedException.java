package dev.lastgood.functions.sweep;

import java.time.Instant;

/**
 * An incident's execution has ended so recently that a function which it had started may still be
 * running. Thrown so that Lambda tries the event again, a minute and then two minutes later.
 */
public final class ExecutionJustEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExecutionJustEndedException(String incidentId, Instant free) {
    super(
        "The execution of incident "
            + incidentId
            + " has just ended; until "
            + free
            + " a function of its may still be running. This event is tried again.");
  }
}
