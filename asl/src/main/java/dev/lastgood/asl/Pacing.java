package dev.lastgood.asl;

import java.time.Duration;

/**
 * How long Step Functions itself takes to move from one state to the next. Asked before each state
 * transition, retries included; a simulation answers with a sample of its latencies.
 */
@FunctionalInterface
public interface Pacing {

  /** Transitions that take no time: the default. */
  Pacing IMMEDIATE = () -> Duration.ZERO;

  /** The delay before the next transition, at least zero. */
  Duration nextTransitionDelay();
}
