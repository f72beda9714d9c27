package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code Retry} and {@code Catch}. */
final class ErrorHandlingReader {

  private static final long MAX_ATTEMPTS_MAX = 99_999_999;
  private static final long DEFAULT_INTERVAL_SECONDS = 1;
  private static final long DEFAULT_MAX_ATTEMPTS = 3;
  private static final double DEFAULT_BACKOFF_RATE = 2.0;

  private final AssignReader assigns;

  ErrorHandlingReader(AssignReader assigns) {
    this.assigns = assigns;
  }

  ErrorHandling read(Fields state) {
    List<ErrorHandling.Retrier> retriers = new ArrayList<>();
    List<Fields> retry = state.objects("Retry");
    for (Fields fields : retry) {
      retriers.add(retrier(fields, fields == retry.getLast()));
    }
    List<ErrorHandling.Catcher> catchers = new ArrayList<>();
    List<Fields> catches = state.objects("Catch");
    for (int index = 0; index < catches.size(); index++) {
      catchers.add(catcher(catches.get(index), index, index == catches.size() - 1));
    }
    return retriers.isEmpty() && catchers.isEmpty()
        ? ErrorHandling.NONE
        : new ErrorHandling(List.copyOf(retriers), List.copyOf(catchers));
  }

  private static ErrorHandling.Retrier retrier(Fields fields, boolean last) {
    List<String> errorEquals = errorEquals(fields, last);
    long interval =
        fields
            .integer("IntervalSeconds", 1, StateMachine.LONGEST_SECONDS)
            .orElse(DEFAULT_INTERVAL_SECONDS);
    long maxAttempts =
        fields.integer("MaxAttempts", 0, MAX_ATTEMPTS_MAX).orElse(DEFAULT_MAX_ATTEMPTS);
    double backoffRate = fields.number("BackoffRate", 1.0).orElse(DEFAULT_BACKOFF_RATE);
    Optional<Long> maxDelay =
        fields.integer("MaxDelaySeconds", 1, ErrorHandling.LONGEST_DELAY_SECONDS - 1);
    if (maxDelay.isPresent() && maxDelay.get() <= interval) {
      fields.fault("MaxDelaySeconds", "'MaxDelaySeconds' must be greater than 'IntervalSeconds'");
    }
    String jitter = fields.text("JitterStrategy").orElse("NONE");
    if (!jitter.equals("FULL") && !jitter.equals("NONE")) {
      fields.fault("JitterStrategy", "'JitterStrategy' must be FULL or NONE");
    }
    fields.raw("Comment");
    fields.refuseOthers("a retrier");
    return new ErrorHandling.Retrier(
        errorEquals,
        interval,
        (int) maxAttempts,
        backoffRate,
        maxDelay.orElse(ErrorHandling.LONGEST_DELAY_SECONDS),
        jitter.equals("FULL"));
  }

  private ErrorHandling.Catcher catcher(Fields fields, int index, boolean last) {
    List<String> errorEquals = errorEquals(fields, last);
    Optional<String> next = fields.requiredText("Next");
    Exit exit = assigns.read(fields, "Catch[" + index + "]/", next);
    fields.raw("Comment");
    fields.refuseOthers("a catcher");
    return new ErrorHandling.Catcher(errorEquals, exit);
  }

  private static List<String> errorEquals(Fields fields, boolean last) {
    if (!fields.has("ErrorEquals")) {
      fields.fault("'ErrorEquals' is missing");
    }
    List<?> names = fields.array("ErrorEquals").orElse(List.of());
    if (fields.peek("ErrorEquals") instanceof List<?> && names.isEmpty()) {
      fields.fault("ErrorEquals", "'ErrorEquals' must name at least one error");
    }
    List<String> errorEquals = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      if (names.get(index) instanceof String name && !name.isEmpty()) {
        errorEquals.add(name);
      } else {
        fields.fault("ErrorEquals/" + index, "an error's name must be a string");
      }
    }
    if (errorEquals.contains(ErrorNames.ALL)) {
      if (errorEquals.size() > 1) {
        fields.fault("ErrorEquals", "'States.ALL' must stand alone");
      }
      if (!last) {
        fields.fault("ErrorEquals", "'States.ALL' must be in the last entry");
      }
    }
    return List.copyOf(errorEquals);
  }
}
