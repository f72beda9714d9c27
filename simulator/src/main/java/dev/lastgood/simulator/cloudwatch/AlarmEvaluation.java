package dev.lastgood.simulator.cloudwatch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What an alarm makes of its data points; the rules are those of "Configuring how CloudWatch alarms
 * treat missing data" in CloudWatch's guide.
 *
 * @param state what the alarm should be in; empty where it keeps its state
 * @param words makes the reason; most evaluations change nothing, and nobody reads why
 * @param present the data points that were there, newest first
 */
record AlarmEvaluation(
    Optional<StateValue> state, Supplier<String> words, List<Datapoint> present) {
  private static final DateTimeFormatter REASON_TIME =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A period's value; the time is the period's start. */
  record Datapoint(Instant at, double value) {}

  /**
   * Evaluates.
   *
   * @param values one a period, newest first; NaN where missing
   * @param newest the start of the newest period
   */
  static AlarmEvaluation of(MetricAlarm alarm, double[] values, Instant newest) {
    int needed = datapointsToAlarm(alarm);
    List<Datapoint> present = new ArrayList<>();
    int breaching = 0;
    int oldestPresent = 0;
    boolean allPresentBreach = true;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        present.add(new Datapoint(newest.minusSeconds((long) i * alarm.period()), values[i]));
        oldestPresent = i + 1;
        if (breaches(alarm, values[i])) {
          breaching++;
        } else {
          allPresentBreach = false;
        }
      }
    }
    int missing = values.length - present.size();
    String treatment = alarm.treatMissingData() == null ? "missing" : alarm.treatMissingData();
    if (present.isEmpty() && treatment.equals("missing")) {
      return new AlarmEvaluation(
          Optional.of(StateValue.INSUFFICIENT_DATA), () -> unknown(values.length), present);
    }
    if (present.isEmpty() && treatment.equals("ignore")) {
      return new AlarmEvaluation(Optional.empty(), () -> unknown(values.length), present);
    }
    boolean alarmed =
        switch (treatment) {
          case "breaching" -> breaching + missing >= needed;
          // Breaching points followed by silence alarm early, before enough of them were seen.
          case "missing" -> breaching >= needed || allPresentBreach && oldestPresent >= needed;
          default -> breaching >= needed;
        };
    StateValue state = alarmed ? StateValue.ALARM : StateValue.OK;
    int count = alarmed ? breaching : present.size();
    return new AlarmEvaluation(
        Optional.of(state), () -> crossed(alarm, state, count, present), present);
  }

  /** The reason for the state, in CloudWatch's words. */
  String reason() {
    return words.get();
  }

  static int datapointsToAlarm(MetricAlarm alarm) {
    return alarm.datapointsToAlarm() == null
        ? alarm.evaluationPeriods()
        : alarm.datapointsToAlarm();
  }

  private static boolean breaches(MetricAlarm alarm, double value) {
    double threshold = alarm.threshold();
    return switch (alarm.comparisonOperator()) {
      case GREATER_THAN_THRESHOLD -> value > threshold;
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
      case LESS_THAN_THRESHOLD -> value < threshold;
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
      case LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD,
          LESS_THAN_LOWER_THRESHOLD,
          GREATER_THAN_UPPER_THRESHOLD,
          UNKNOWN_TO_SDK_VERSION ->
          throw new UnsupportedOperationException(
              "Simulated CloudWatch does not model anomaly detection.");
    };
  }

  private static String unknown(int count) {
    return "Insufficient Data: "
        + count
        + (count == 1 ? " datapoint was unknown." : " datapoints were unknown.");
  }

  private static String crossed(
      MetricAlarm alarm, StateValue state, int count, List<Datapoint> present) {
    if (present.isEmpty()) {
      return "Threshold Crossed: no datapoints were received for "
          + alarm.evaluationPeriods()
          + " period(s) and the missing datapoints were treated as "
          + (state == StateValue.ALARM ? "[Breaching]." : "[NonBreaching].");
    }
    StringBuilder points = new StringBuilder();
    for (Datapoint point : present) {
      points.append(points.isEmpty() ? "[" : ", ");
      points.append(point.value).append(" (").append(REASON_TIME.format(point.at)).append(')');
    }
    boolean toAlarm = state == StateValue.ALARM;
    int minimum =
        toAlarm
            ? datapointsToAlarm(alarm)
            : alarm.evaluationPeriods() - datapointsToAlarm(alarm) + 1;
    return "Threshold Crossed: "
        + count
        + " out of the last "
        + present.size()
        + " datapoints "
        + points
        + (count == 1 ? "] was " : "] were ")
        + (toAlarm ? "" : "not ")
        + comparison(alarm)
        + " the threshold ("
        + alarm.threshold()
        + ") (minimum "
        + minimum
        + (minimum == 1 ? " datapoint" : " datapoints")
        + (toAlarm ? " for OK -> ALARM transition)." : " for ALARM -> OK transition).");
  }

  private static String comparison(MetricAlarm alarm) {
    return switch (alarm.comparisonOperator()) {
      case GREATER_THAN_THRESHOLD -> "greater than";
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> "greater than or equal to";
      case LESS_THAN_THRESHOLD -> "less than";
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> "less than or equal to";
      case LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD,
          LESS_THAN_LOWER_THRESHOLD,
          GREATER_THAN_UPPER_THRESHOLD,
          UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("Refused before.");
    };
  }
}
