package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.TokenBucket;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The token buckets of the API's actions; see "Quotas related to API action throttling" in the AWS
 * Step Functions Developer Guide.
 */
final class ApiThrottle implements ServiceProfile.Throttle {
  private static final Set<String> LARGE_REGIONS = Set.of("us-east-1", "us-west-2", "eu-west-1");

  private final VirtualTime time;
  private final Map<String, TokenBucket> buckets = new TreeMap<>();

  ApiThrottle(VirtualTime time, String region) {
    this.time = time;
    boolean large = LARGE_REGIONS.contains(region);
    add("StartExecution", large ? 1300 : 800, large ? 300 : 150);
    add("StopExecution", large ? 1000 : 500, large ? 200 : 25);
    add("RedriveExecution", large ? 1300 : 800, large ? 300 : 150);
    add("DescribeExecution", large ? 300 : 250, large ? 15 : 10);
    add("ListExecutions", large ? 200 : 100, large ? 5 : 2);
    add("SendTaskSuccess", large ? 3000 : 1500, large ? 500 : 300);
    add("SendTaskFailure", large ? 3000 : 1500, large ? 500 : 300);
    add("SendTaskHeartbeat", large ? 3000 : 1500, large ? 500 : 300);
  }

  @Override
  public boolean admits(Operation operation) {
    return buckets.get(operation.name()).take(time.now(), 1);
  }

  private void add(String action, int capacity, int refillPerSecond) {
    buckets.put(action, new TokenBucket(capacity, refillPerSecond));
  }
}
