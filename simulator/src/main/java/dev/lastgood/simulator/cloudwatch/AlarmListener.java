package dev.lastgood.simulator.cloudwatch;

import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Told of alarms inside the world, at once and reliably, unlike through events. */
@FunctionalInterface
public interface AlarmListener {
  /**
   * An alarm has changed its state.
   *
   * @param alarmName the alarm
   * @param state its new state
   */
  void stateChanged(String alarmName, StateValue state);
}
