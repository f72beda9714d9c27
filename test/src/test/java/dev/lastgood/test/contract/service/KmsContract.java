package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/**
 * Message authentication codes. See "HMAC keys in AWS KMS" and "Key states of AWS KMS keys" in the
 * AWS KMS Developer Guide, and GenerateMac and VerifyMac in its API Reference.
 */
abstract class KmsContract extends ServiceContract {
  KmsContract(Services services) {
    super(services);
  }

  private SdkBytes mac(String key, String message) {
    return services()
        .kms()
        .generateMac(
            request ->
                request
                    .keyId(key)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                    .message(SdkBytes.fromUtf8String(message)))
        .mac();
  }

  private VerifyMacResponse verify(String key, String message, SdkBytes mac) {
    return services()
        .kms()
        .verifyMac(
            request ->
                request
                    .keyId(key)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                    .message(SdkBytes.fromUtf8String(message))
                    .mac(mac));
  }

  @Test
  @DisplayName("a code is 32 bytes, the same each time, and is found valid")
  void valid() {
    String key = services().key();
    SdkBytes mac = mac(key, "approved");
    assertEquals(32, mac.asByteArray().length);
    assertEquals(mac, mac(key, "approved"));
    VerifyMacResponse verified = verify(key, "approved", mac);
    assertTrue(verified.macValid());
    assertEquals(key, verified.keyId());
  }

  @Test
  @DisplayName("the code of another message is an error, not an answer")
  void invalid() {
    String key = services().key();
    SdkBytes mac = mac(key, "approved");
    assertRefused("KMSInvalidMacException", () -> verify(key, "denied", mac));
  }

  @Test
  @DisplayName("a key makes codes of its own length alone")
  void otherAlgorithm() {
    String key = services().key();
    assertRefused(
        "InvalidKeyUsageException",
        () ->
            services()
                .kms()
                .generateMac(
                    request ->
                        request
                            .keyId(key)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
                            .message(SdkBytes.fromUtf8String("approved"))));
  }

  @Test
  @DisplayName("a disabled key neither makes nor checks codes")
  void disabled() {
    String key = services().disabledKey();
    assertRefused("DisabledException", () -> mac(key, "approved"));
    assertRefused(
        "DisabledException", () -> verify(key, "approved", SdkBytes.fromByteArray(new byte[32])));
  }

  @Test
  @DisplayName("an alias that is not there is not found")
  void missing() {
    String alias = "alias/" + services().name("missing");
    assertRefused("NotFoundException", () -> mac(alias, "approved"));
  }
}
