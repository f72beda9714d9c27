/**
 * EventBridge Scheduler: functions invoked at a fixed rate.
 *
 * <p>Begin with {@link dev.lastgood.simulator.scheduler.SimulatedScheduler}.
 */
package dev.lastgood.simulator.scheduler;
