package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.kernel.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Alarms that roll an operation back while it is under way and for a while after; see "Roll back
 * your CloudFormation stack on alarm breach" in the User Guide, and RollbackConfiguration in the
 * API Reference: an alarm that is missing rolls it back too.
 */
final class RollbackTriggers {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final StackRegion region;
  private final RollbackConfiguration configuration;
  private Cancellable looking = () -> {};
  private Cancellable monitoring = () -> {};

  RollbackTriggers(StackRegion region, RollbackConfiguration configuration) {
    this.region = region;
    this.configuration = configuration;
  }

  /** Looks from now on. */
  void watch(Consumer<String> rollBack) {
    if (!configuration.rollbackTriggers().isEmpty()) {
      looking = region.time().every(Duration.ZERO, LOOK_EVERY, () -> breach().ifPresent(rollBack));
    }
  }

  private Optional<String> breach() {
    for (RollbackTrigger trigger : configuration.rollbackTriggers()) {
      String name = trigger.arn().substring(trigger.arn().lastIndexOf(':') + 1);
      List<MetricAlarm> found =
          region
              .neighbours()
              .cloudWatch()
              .client()
              .describeAlarms(it -> it.alarmNames(name))
              .metricAlarms();
      if (found.isEmpty()) {
        return Optional.of("Rollback trigger " + trigger.arn() + " does not exist. ");
      }
      if (found.getFirst().stateValue() == StateValue.ALARM) {
        return Optional.of("Alarm " + trigger.arn() + " went into ALARM state. ");
      }
    }
    return Optional.empty();
  }

  /**
   * Waits as long as the alarms are to be monitored, and goes on where none has gone off. "If you
   * specify a monitoring period but don't specify any rollback triggers, CloudFormation still
   * waits".
   */
  void monitor(Runnable then) {
    int minutes =
        configuration.monitoringTimeInMinutes() == null
            ? 0
            : configuration.monitoringTimeInMinutes();
    monitoring = region.time().after(Duration.ofMinutes(minutes), then);
  }

  void stop() {
    looking.cancel();
    monitoring.cancel();
  }
}
