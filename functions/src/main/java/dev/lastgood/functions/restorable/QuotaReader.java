package dev.lastgood.functions.restorable;

import dev.lastgood.functions.handler.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.MetricInfo;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/**
 * Reads the quota of "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", and how
 * much of it is used; see "On-Demand Instance limits" in the Amazon EC2 User Guide. Other families
 * and Spot Instances have quotas of their own, which are not read.
 */
final class QuotaReader {
  private static final String SERVICE = "ec2";
  private static final String STANDARD_INSTANCES = "L-1216C47A";

  /** The letters before the generation's number: of "im4gn" these are "im". */
  private static final Set<String> STANDARD_FAMILIES =
      Set.of("a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z");

  /** Use is published every five minutes; see "CloudWatch usage metrics". */
  private static final int PERIOD_SECONDS = 300;

  private static final Duration LOOKED_BACK = Duration.ofMinutes(30);

  private final Ec2Client ec2;
  private final ServiceQuotasClient quotas;
  private final CloudWatchClient cloudWatch;
  private final InstantSource clock;

  QuotaReader(Platform platform) {
    this.ec2 = platform.client(Ec2Client.class);
    this.quotas = platform.client(ServiceQuotasClient.class);
    this.cloudWatch = platform.client(CloudWatchClient.class);
    this.clock = platform.clock();
  }

  /**
   * Reads.
   *
   * @param room what is launched
   * @return empty where none of it counts against this quota, or Service Quotas has no value of it
   */
  Optional<Facts.Quota> read(Needs.Room room) {
    List<String> types =
        room.typesOfInstances().stream()
            .distinct()
            .sorted()
            .filter(QuotaReader::isStandard)
            .toList();
    if (types.isEmpty() || room.onDemandCapacity() == 0) {
      return Optional.empty();
    }
    return quota()
        .map(quota -> new Facts.Quota(quota.value().intValue(), used(quota), vcpus(types)));
  }

  private static boolean isStandard(String type) {
    int end = 0;
    while (end < type.length() && Character.isLetter(type.charAt(end))) {
      end++;
    }
    return STANDARD_FAMILIES.contains(type.substring(0, end));
  }

  private Optional<ServiceQuota> quota() {
    try {
      return Optional.of(
          quotas
              .getServiceQuota(
                  GetServiceQuotaRequest.builder()
                      .serviceCode(SERVICE)
                      .quotaCode(STANDARD_INSTANCES)
                      .build())
              .quota());
    } catch (NoSuchResourceException none) {
      return Optional.empty();
    }
  }

  /** What the quota's own usage metric said last; a Region in which nothing runs publishes none. */
  private int used(ServiceQuota quota) {
    MetricInfo metric = quota.usageMetric();
    if (metric == null) {
      return 0;
    }
    Instant now = clock.instant();
    return cloudWatch
        .getMetricStatistics(
            GetMetricStatisticsRequest.builder()
                .namespace(metric.metricNamespace())
                .metricName(metric.metricName())
                .dimensions(
                    new TreeMap<>(metric.metricDimensions())
                        .entrySet().stream()
                            .map(
                                dimension ->
                                    Dimension.builder()
                                        .name(dimension.getKey())
                                        .value(dimension.getValue())
                                        .build())
                            .toList())
                .startTime(now.minus(LOOKED_BACK))
                .endTime(now)
                .period(PERIOD_SECONDS)
                .statistics(Statistic.MAXIMUM)
                .build())
        .datapoints()
        .stream()
        .max(Comparator.comparing(Datapoint::timestamp))
        .map(point -> (int) Math.ceil(point.maximum()))
        .orElse(0);
  }

  private Map<String, Integer> vcpus(List<String> types) {
    Map<String, Integer> vcpus = new TreeMap<>();
    for (InstanceTypeInfo type :
        ec2.describeInstanceTypes(
                DescribeInstanceTypesRequest.builder().instanceTypesWithStrings(types).build())
            .instanceTypes()) {
      vcpus.put(type.instanceTypeAsString(), type.vCpuInfo().defaultVCpus());
    }
    return vcpus;
  }
}
