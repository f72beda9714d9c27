package dev.lastgood.simulator.servicequotas;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import dev.lastgood.simulator.kernel.VirtualTime;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaResponse;

/** The client interface over the model; every call passes the one door. */
final class ModelledServiceQuotasClient implements ServiceQuotasClient {
  private final Calls calls;
  private final SimulatedServiceQuotas quotas;
  private final ServiceProfile profile;

  ModelledServiceQuotasClient(VirtualTime time, Calls calls, SimulatedServiceQuotas quotas) {
    this.calls = calls;
    this.quotas = quotas;
    // The rates are not published; these are guessed, and low.
    TokenBucket bucket = new TokenBucket(10, 5);
    this.profile =
        new ServiceProfile(
            ServiceQuotasErrors.COMMON,
            new Timing(0.1, 0.6),
            operation -> bucket.take(time.now(), 1));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public GetServiceQuotaResponse getServiceQuota(GetServiceQuotaRequest request) {
    return calls.perform(
        profile,
        new Operation("servicequotas", "GetServiceQuota", false),
        request,
        () ->
            GetServiceQuotaResponse.builder()
                .quota(
                    quotas
                        .quota(request.serviceCode(), request.quotaCode())
                        .orElseThrow(
                            () ->
                                ServiceQuotasErrors.NO_SUCH_RESOURCE.saying(
                                    "The request failed because the specified service does not"
                                        + " exist, or has no such quota.")))
                .build());
  }
}
