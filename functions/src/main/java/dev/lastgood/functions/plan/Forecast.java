package dev.lastgood.functions.plan;

/**
 * How long actions take, until a group's own history is known. Seconds; the figures behind them are
 * estimates, not measurements on AWS.
 */
final class Forecast {
  /** What is kept free at the end for stopping, waiting out and closing. */
  static final int CLOSING_SECONDS = 60;

  /** A call and what follows from it in the group's control loop. */
  private static final int SETTINGS_SECONDS = 20;

  /** From the call until EC2 has started an instance's operating system. */
  private static final int LAUNCH_SECONDS = 60;

  /** What an instance refresh spends around its batches, draining the old instances included. */
  private static final int REFRESH_SECONDS = 90;

  private Forecast() {}

  static int settings(boolean launches, int startupSeconds) {
    return launches ? SETTINGS_SECONDS + LAUNCH_SECONDS + startupSeconds : SETTINGS_SECONDS;
  }

  static int refresh(int startupSeconds) {
    return REFRESH_SECONDS + LAUNCH_SECONDS + startupSeconds;
  }
}
