package dev.lastgood.functions.stack;

import java.time.Instant;
import java.util.Optional;

/**
 * What one call tells of a stack.
 *
 * @param stackName its name
 * @param stackId its ARN
 * @param status its status
 * @param reason why it is in that status, in CloudFormation's words
 * @param lastUpdatedAt when it was last changed; when it was made, where it never was
 */
public record StackOverview(
    String stackName,
    String stackId,
    StackStatus status,
    Optional<String> reason,
    Instant lastUpdatedAt) {}
