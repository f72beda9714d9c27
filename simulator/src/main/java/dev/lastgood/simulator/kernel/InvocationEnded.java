package dev.lastgood.simulator.kernel;

/**
 * Unwinds a strand that was ended from outside, by a hard timeout, a crash or the end of the run.
 *
 * <p>An {@link Error}, so that handlers that catch what the SDK throws do not catch it: a real
 * Lambda environment that is frozen for good runs no catch block either.
 */
public final class InvocationEnded extends Error {
  private static final long serialVersionUID = 1L;

  InvocationEnded(String why) {
    super(why, null, false, false);
  }
}
