package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;

/**
 * How long actions take: by the group's own history, and where there is none by estimates, which
 * are no measurements on AWS. All in seconds.
 */
final class Forecast {
  /** What is kept free at the end for stopping, waiting out and closing. */
  static final int CLOSING_SECONDS = 60;

  /** A call and what follows from it in the group's control loop. */
  static final int SETTINGS_SECONDS = 20;

  /** From the call until EC2 has started an instance's operating system. */
  private static final int LAUNCH_SECONDS = 60;

  /** What an instance refresh spends around its batches, draining the old instances included. */
  private static final int REFRESH_SECONDS = 90;

  /** Until what has just started serves, and a refresh that is told to stop has stopped. */
  private static final int CANCEL_SECONDS = 60;

  /** One call for each version. */
  private static final int RECREATE_SECONDS = 10;

  /** What once took so long may take a little longer. */
  private static final double MARGIN = 1.2;

  private final int launch;
  private final int refresh;

  private Forecast(int launch, int refresh) {
    this.launch = launch;
    this.refresh = refresh;
  }

  /** By a group's history, as far as it has one. */
  static Forecast of(Target target, History history) {
    int launch =
        history.launchTypically().map(Forecast::withMargin).orElse(LAUNCH_SECONDS)
            + target.startupSeconds();
    return new Forecast(
        launch,
        history.refreshTypically().map(Forecast::withMargin).orElse(REFRESH_SECONDS + launch));
  }

  private static int withMargin(int seconds) {
    return (int) Math.ceil(seconds * MARGIN);
  }

  int settings(boolean launches) {
    return launches ? SETTINGS_SECONDS + launch : SETTINGS_SECONDS;
  }

  int refresh() {
    return refresh;
  }

  int recreate() {
    return RECREATE_SECONDS;
  }

  int cancel() {
    return CANCEL_SECONDS;
  }

  int replaceUnhealthy() {
    return SETTINGS_SECONDS + launch;
  }

  /** Batch after batch, as the rollout was told to. */
  int rollBack(Rollout rollout, int capacity, int instances) {
    int batches = Math.ceilDiv(instances, rollout.batch(capacity));
    return REFRESH_SECONDS + batches * (launch + rollout.instanceWarmupSeconds());
  }
}
