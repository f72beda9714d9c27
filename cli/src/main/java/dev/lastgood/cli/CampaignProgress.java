package dev.lastgood.cli;

import dev.lastgood.simulator.rehearsal.Progress;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells on standard error how far a campaign is, once it has taken two seconds: on a terminal in
 * one line that is drawn over, elsewhere in a line now and then.
 */
final class CampaignProgress implements Progress {
  private static final double NANOSECONDS = 1e9;
  private static final double QUIET_SECONDS = 2;
  private static final double REDRAW_SECONDS = 0.2;
  private static final double LINE_SECONDS = 15;
  private static final String START_OVER = "\r\u001b[K";

  private final Terminal terminal;
  private final LongSupplier nanoseconds;
  private final int total;
  private final long began;
  private double nextSeconds = QUIET_SECONDS;
  private int most;
  private boolean drawn;

  CampaignProgress(Terminal terminal, LongSupplier nanoseconds, int total) {
    this.terminal = terminal;
    this.nanoseconds = nanoseconds;
    this.total = total;
    this.began = nanoseconds.getAsLong();
  }

  @Override
  public synchronized void done(int incidents) {
    // Threads may tell out of order.
    most = Math.max(most, incidents);
    double seconds = (nanoseconds.getAsLong() - began) / NANOSECONDS;
    if (seconds < nextSeconds || most == 0) {
      return;
    }
    nextSeconds = seconds + (terminal.redraws() ? REDRAW_SECONDS : LINE_SECONDS);
    double rate = most / seconds;
    String text =
        String.format(
            Locale.ROOT,
            "%d of %d incidents, %.0f a second, about %s to go",
            most,
            total,
            rate,
            Lines.clock((total - most) / rate));
    if (terminal.redraws()) {
      terminal.err().print(START_OVER + text);
      drawn = true;
    } else {
      terminal.err().println(text);
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
