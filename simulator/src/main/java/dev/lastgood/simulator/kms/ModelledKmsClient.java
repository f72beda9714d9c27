package dev.lastgood.simulator.kms;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/** The operations that are modelled, each a call that takes time and may fail. */
final class ModelledKmsClient implements KmsClient {
  // An assumption: AWS publishes no figures.
  private static final ServiceProfile PROFILE =
      new ServiceProfile(KmsErrors.COMMON, new Timing(0.008, 0.04), ServiceProfile.Throttle.NONE);
  private static final Operation GENERATE_MAC = new Operation(SERVICE_NAME, "GenerateMac", false);
  private static final Operation VERIFY_MAC = new Operation(SERVICE_NAME, "VerifyMac", false);

  private final Calls calls;
  private final SimulatedKms kms;

  ModelledKmsClient(Calls calls, SimulatedKms kms) {
    this.calls = calls;
    this.kms = kms;
  }

  @Override
  public GenerateMacResponse generateMac(GenerateMacRequest request) {
    return calls.perform(PROFILE, GENERATE_MAC, request, () -> kms.generate(request));
  }

  @Override
  public VerifyMacResponse verifyMac(VerifyMacRequest request) {
    return calls.perform(PROFILE, VERIFY_MAC, request, () -> kms.verify(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
