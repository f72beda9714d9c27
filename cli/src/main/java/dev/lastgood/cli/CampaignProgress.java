package dev.lastgood.cli;

import dev.lastgood.simulator.rehearsal.Progress;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells on standard error how far a campaign or a comparison is. */
final class CampaignProgress implements Progress {
  /** From so many a second on, tenths say nothing. */
  private static final double FAST = 10;

  private final ProgressLine line;
  private final int total;
  private final String of;
  private int most;

  /**
   * Tells from now on.
   *
   * @param total how many there are
   * @param of what is counted, in the plural
   */
  CampaignProgress(Terminal terminal, LongSupplier nanoseconds, int total, String of) {
    this.line = new ProgressLine(terminal, nanoseconds);
    this.total = total;
    this.of = of;
  }

  @Override
  public synchronized void done(int incidents) {
    // Threads may tell out of order.
    most = Math.max(most, incidents);
    if (most > 0) {
      line.tell(this::text);
    }
  }

  private String text(double seconds) {
    double rate = most / seconds;
    return String.format(
        Locale.ROOT,
        rate < FAST
            ? "%d of %d %s, %.1f a second, about %s to go"
            : "%d of %d %s, %.0f a second, about %s to go",
        most,
        total,
        of,
        rate,
        Lines.clock((total - most) / rate));
  }

  /** Clears the line, if there is one. */
  void end() {
    line.end();
  }
}
