package dev.lastgood.simulator.servicequotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import dev.lastgood.simulator.ec2.Ec2Instance;
import dev.lastgood.simulator.ec2.Ec2InstanceObserver;
import dev.lastgood.simulator.ec2.Ec2Timings;
import dev.lastgood.simulator.ec2.LaunchOrder;
import dev.lastgood.simulator.ec2.LaunchSpecification;
import dev.lastgood.simulator.ec2.SimulatedEc2;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.servicequotas.model.MetricInfo;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

@DisplayName("The simulated Service Quotas")
class SimulatedServiceQuotasTest {
  private static final String STANDARD = "L-1216C47A";

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
  private SimulatedEc2 ec2;
  private SimulatedCloudWatch cloudWatch;
  private SimulatedServiceQuotas quotas;

  @BeforeEach
  void createRegion() {
    Chance chance = new Chance(1);
    Calls calls = new Calls(time, chance, FaultSettings.NONE, List.of());
    Account account = new Account("123456789012", "eu-west-1");
    ec2 = new SimulatedEc2(time, calls, chance, account, Ec2Timings.USUAL);
    cloudWatch = new SimulatedCloudWatch(time, calls, chance, account, event -> {});
    quotas = new SimulatedServiceQuotas(time, calls, account, ec2, cloudWatch);
    ec2.addSubnet("subnet-a", "eu-west-1a", 20);
    ec2.registerImage("ami-1", "one");
  }

  private ServiceQuota quota() {
    return quotas
        .client()
        .getServiceQuota(request -> request.serviceCode("ec2").quotaCode(STANDARD))
        .quota();
  }

  private List<Datapoint> use() {
    MetricInfo metric = quota().usageMetric();
    return cloudWatch
        .client()
        .getMetricStatistics(
            request ->
                request
                    .namespace(metric.metricNamespace())
                    .metricName(metric.metricName())
                    .dimensions(
                        metric.metricDimensions().entrySet().stream()
                            .map(
                                entry ->
                                    Dimension.builder()
                                        .name(entry.getKey())
                                        .value(entry.getValue())
                                        .build())
                            .toList())
                    .startTime(time.now().minusSeconds(600))
                    .endTime(time.now())
                    .period(300)
                    .statistics(Statistic.MAXIMUM))
        .datapoints();
  }

  private String launch(boolean spot) {
    return ec2.launch(
            new LaunchOrder(
                Optional.empty(),
                new LaunchSpecification(
                    "m7g.2xlarge",
                    Optional.of("ami-1"),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    spot),
                "subnet-a",
                Map.of()),
            new Ec2InstanceObserver() {
              @Override
              public void running(Ec2Instance instance) {}

              @Override
              public void impaired(Ec2Instance instance) {}

              @Override
              public void terminated(Ec2Instance instance) {}
            })
        .id();
  }

  @Test
  @DisplayName("has the quota that bounds launches, and no other")
  void quotas() {
    assertEquals(100_000, quota().value(), "where nothing bounds them");
    ec2.limitVcpus(OptionalInt.of(64));
    assertEquals(64, quota().value());
    assertThrows(
        NoSuchResourceException.class,
        () ->
            quotas
                .client()
                .getServiceQuota(request -> request.serviceCode("ec2").quotaCode("L-34B43A08")));
  }

  @Test
  @DisplayName("says by a metric what of it is used, Spot Instances left out")
  void used() {
    String id = launch(false);
    launch(true);
    time.run(time.now().plus(Duration.ofMinutes(4)), () -> false);
    assertEquals(8, use().getLast().maximum());
    ec2.terminate(id);
    time.run(time.now().plus(Duration.ofMinutes(6)), () -> false);
    assertEquals(0, use().getLast().maximum());
    assertEquals(2, use().size(), "a period each, and none that begins where it ends");
  }
}
