package dev.lastgood.functions.config;

/**
 * A CloudWatch alarm that says whether a target is well, with the figures that decide how soon it
 * can clear.
 *
 * @param name the alarm's name
 * @param periodSeconds the length of one period
 * @param evaluationPeriods how many of the newest periods are looked at
 * @param datapointsToAlarm how many of these must breach for ALARM
 */
public record Alarm(String name, int periodSeconds, int evaluationPeriods, int datapointsToAlarm) {
  /** The ingestion of a metric into CloudWatch that a forecast counts with, in seconds. */
  public static final int INGESTION_SECONDS = 60;

  /**
   * The time that the alarm needs to clear once the cause is gone: so many good periods that too
   * few bad ones remain, and the ingestion of the metric. See "Evaluating an alarm" in the
   * CloudWatch User Guide.
   *
   * @return seconds
   */
  public int clearingSeconds() {
    return periodSeconds * (evaluationPeriods - datapointsToAlarm + 1) + INGESTION_SECONDS;
  }
}
