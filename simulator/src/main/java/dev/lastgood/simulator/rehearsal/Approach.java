package dev.lastgood.simulator.rehearsal;

import java.time.Duration;

/**
 * What a team has set up in one run.
 *
 * @param strategy which of the strategies
 * @param watch how long after its last instance a rollout is watched, where the strategy has it
 *     watched: its bake time, or its monitoring time
 */
record Approach(Strategy strategy, Duration watch) {}
