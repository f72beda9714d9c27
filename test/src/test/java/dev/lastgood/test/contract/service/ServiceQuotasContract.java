package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/**
 * The quota that launches come up against. See GetServiceQuota in the Service Quotas API Reference,
 * and "Amazon EC2 usage metrics" in the Amazon EC2 User Guide.
 */
abstract class ServiceQuotasContract extends ServiceContract {
  /** Running On-Demand Standard instances, in vCPUs. */
  private static final String STANDARD_INSTANCES = "L-1216C47A";

  ServiceQuotasContract(Services services) {
    super(services);
  }

  private ServiceQuota quota(String service, String code) {
    return services()
        .serviceQuotas()
        .getServiceQuota(it -> it.serviceCode(service).quotaCode(code))
        .quota();
  }

  @Test
  @DisplayName("the quota of On-Demand instances says its value, and the metric of its use")
  void quota() {
    ServiceQuota quota = quota("ec2", STANDARD_INSTANCES);
    assertEquals(STANDARD_INSTANCES, quota.quotaCode());
    assertTrue(quota.value() > 0, () -> quota.value() + " vCPUs");
    assertEquals("AWS/Usage", quota.usageMetric().metricNamespace());
    assertEquals("ResourceCount", quota.usageMetric().metricName());
    assertEquals("EC2", quota.usageMetric().metricDimensions().get("Service"));
  }

  @Test
  @DisplayName("a quota of no service, or of none of its codes, is not there")
  void missing() {
    assertRefused("NoSuchResourceException", () -> quota("contract-missing", STANDARD_INSTANCES));
    assertRefused("NoSuchResourceException", () -> quota("ec2", "L-00000000"));
  }
}
