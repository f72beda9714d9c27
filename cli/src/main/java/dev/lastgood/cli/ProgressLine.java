package dev.lastgood.cli;

import java.util.function.DoubleFunction;
import java.util.function.LongSupplier;

/**
 * Tells on standard error how far something is, once it has taken two seconds: on a terminal in one
 * line that is drawn over, elsewhere in a line now and then.
 */
final class ProgressLine {
  private static final double NANOSECONDS = 1e9;
  private static final double QUIET_SECONDS = 2;
  private static final double REDRAW_SECONDS = 0.2;
  private static final double LINE_SECONDS = 15;
  private static final String START_OVER = "\r\u001b[K";

  private final Terminal terminal;
  private final LongSupplier nanoseconds;
  private final long began;
  private double nextSeconds = QUIET_SECONDS;
  private boolean drawn;

  ProgressLine(Terminal terminal, LongSupplier nanoseconds) {
    this.terminal = terminal;
    this.nanoseconds = nanoseconds;
    this.began = nanoseconds.getAsLong();
  }

  /**
   * Tells, where it is time to.
   *
   * @param text what to tell, by the seconds that have passed
   */
  synchronized void tell(DoubleFunction<String> text) {
    double seconds = (nanoseconds.getAsLong() - began) / NANOSECONDS;
    if (seconds < nextSeconds) {
      return;
    }
    nextSeconds = seconds + (terminal.redraws() ? REDRAW_SECONDS : LINE_SECONDS);
    if (terminal.redraws()) {
      terminal.err().print(START_OVER + text.apply(seconds));
      drawn = true;
    } else {
      terminal.err().println(text.apply(seconds));
    }
    terminal.err().flush();
  }

  /** Clears the line, if there is one. */
  synchronized void end() {
    if (drawn) {
      terminal.err().print(START_OVER);
      terminal.err().flush();
      drawn = false;
    }
  }
}
