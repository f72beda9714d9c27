package dev.lastgood.asl;

import java.time.Instant;
import java.util.Optional;

/**
 * What DescribeExecution and the Execution Status Change event tell of an execution.
 *
 * @param executionArn the execution's ARN
 * @param stateMachineArn the ARN it was started with, a version's or an alias's included
 * @param name the execution's name
 * @param status where it stands
 * @param startDate when it started
 * @param stopDate when it ended; empty while it runs
 * @param input its input, a JSON document as plain Java values, frozen
 * @param output its output; only meaningful when SUCCEEDED (Java null is JSON's null, and stands
 *     here before the end)
 * @param error the error's name, when it ended otherwise and there was one
 * @param cause the error's explanation, likewise
 * @param mapRunArn the Map Run that started it, where it is a child of a Distributed Map
 * @param redriveCount how often it was redriven
 * @param redriveDate when it was redriven last
 * @param redrivability whether it can be redriven now
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">DescribeExecution</a>
 */
public record ExecutionDescription(
    String executionArn,
    String stateMachineArn,
    String name,
    ExecutionStatus status,
    Instant startDate,
    Optional<Instant> stopDate,
    Object input,
    Object output,
    Optional<String> error,
    Optional<String> cause,
    Optional<String> mapRunArn,
    int redriveCount,
    Optional<Instant> redriveDate,
    Redrivability redrivability) {}
