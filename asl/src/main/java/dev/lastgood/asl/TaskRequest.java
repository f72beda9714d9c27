package dev.lastgood.asl;

import java.time.Duration;
import java.util.Optional;

/**
 * One attempt of a Task state.
 *
 * @param resource the state's {@code Resource}, unchanged, with its pattern ({@code .sync}, {@code
 *     .waitForTaskToken})
 * @param arguments the evaluated {@code Arguments}, or the state's input without them; a JSON
 *     document as plain Java values, frozen
 * @param taskToken the token whose callback ends the task, for {@code .waitForTaskToken} only
 * @param executionArn the execution that asks
 * @param executionName its name
 * @param stateMachineArn the state machine that it runs
 * @param stateName the Task state
 * @param roleArn the role that the call is made with: that of {@code Credentials}, else the state
 *     machine's
 * @param retryCount 0 on the first attempt
 * @param timeout the attempt's time limit, from now
 * @param heartbeat the longest silence allowed
 */
public record TaskRequest(
    String resource,
    Object arguments,
    Optional<String> taskToken,
    String executionArn,
    String executionName,
    String stateMachineArn,
    String stateName,
    String roleArn,
    int retryCount,
    Optional<Duration> timeout,
    Optional<Duration> heartbeat) {}
