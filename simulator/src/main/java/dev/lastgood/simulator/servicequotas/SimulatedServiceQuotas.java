package dev.lastgood.simulator.servicequotas;

import dev.lastgood.simulator.cloudwatch.MetricFeed;
import dev.lastgood.simulator.cloudwatch.MetricId;
import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import dev.lastgood.simulator.ec2.SimulatedEc2;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/**
 * Service Quotas as far as launches go: the one quota of vCPUs that the simulated EC2 has, and its
 * use as a metric. See "Service Quotas and CloudWatch usage metrics" in the guide of CloudWatch.
 */
public final class SimulatedServiceQuotas {
  static final String EC2 = "ec2";
  static final String STANDARD_INSTANCES = "L-1216C47A";

  /** What Service Quotas says where the simulated EC2 has no bound: it had been raised far. */
  private static final double RAISED = 100_000;

  /** The dimensions of "Amazon EC2 usage metrics" in the Amazon EC2 User Guide. */
  private static final MetricId USE =
      new MetricId(
          "AWS/Usage",
          "ResourceCount",
          Map.of(
              "Service", "EC2",
              "Type", "Resource",
              "Resource", "vCPU",
              "Class", "Standard/OnDemand"));

  private final Account account;
  private final SimulatedEc2 ec2;
  private final ServiceQuotasClient client;

  /**
   * The quotas of a Region.
   *
   * @param time its clock
   * @param calls the door of its API
   * @param account where it is
   * @param ec2 whose quota it is
   * @param cloudWatch where its use is published
   */
  public SimulatedServiceQuotas(
      VirtualTime time,
      Calls calls,
      Account account,
      SimulatedEc2 ec2,
      SimulatedCloudWatch cloudWatch) {
    this.account = account;
    this.ec2 = ec2;
    this.client =
        Unmodelled.refused(
            ServiceQuotasClient.class,
            "Service Quotas",
            new ModelledServiceQuotasClient(time, calls, this),
            ServiceQuotasErrors.COMMON);
    MetricFeed use = cloudWatch.feed(USE, () -> OptionalDouble.of(ec2.vcpusUsed()));
    ec2.onUse(use::sample);
  }

  /**
   * The API.
   *
   * @return a client for handlers
   */
  public ServiceQuotasClient client() {
    return client;
  }

  /** A quota; empty where there is none of that code. */
  Optional<ServiceQuota> quota(String serviceCode, String quotaCode) {
    if (!serviceCode.equals(EC2) || !quotaCode.equals(STANDARD_INSTANCES)) {
      return Optional.empty();
    }
    return Optional.of(
        ServiceQuota.builder()
            .serviceCode(EC2)
            .serviceName("Amazon Elastic Compute Cloud (Amazon EC2)")
            .quotaArn(account.arn("servicequotas", EC2 + "/" + STANDARD_INSTANCES))
            .quotaCode(STANDARD_INSTANCES)
            .quotaName("Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances")
            .value(ec2.vcpusMax().isPresent() ? ec2.vcpusMax().getAsInt() : RAISED)
            .unit("None")
            .adjustable(true)
            .usageMetric(
                metric ->
                    metric
                        .metricNamespace(USE.namespace())
                        .metricName(USE.name())
                        .metricDimensions(USE.dimensions())
                        .metricStatisticRecommendation("Maximum"))
            .build());
  }
}
