package dev.lastgood.simulator.rehearsal;

/**
 * What a strategy came to in a situation, over all seeds. All of it is simulated.
 *
 * @param runs how many seeds
 * @param wellInTime after how many of them the service was well within the limit
 * @param wellLater after how many it was well only later, within the time that is looked at
 * @param secondsToWell from the alarm until the service was well, of those that were
 * @param lostMinutes how many minutes' worth of requests failed after the alarm
 * @param shortMinutes for how many minutes after the alarm fewer instances served than before
 * @param notSetAsBefore how many ended with the group's settings other than before
 * @param told how many times somebody was told after the alarm, by the strategy itself
 * @param notWellUntold how many were not well in time without anybody having been told
 */
public record Measured(
    int runs,
    int wellInTime,
    int wellLater,
    Percentiles secondsToWell,
    Percentiles lostMinutes,
    Percentiles shortMinutes,
    int notSetAsBefore,
    int told,
    int notWellUntold) {}
