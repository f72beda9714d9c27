package dev.lastgood.simulator.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.NotFoundException;

@DisplayName("The simulated KMS")
class SimulatedKmsTest {
  private static final String KEY = "alias/seal";

  private final SimulatedKms kms = newKms(1);
  private final String arn = kms.createHmacKey(KEY);

  @Test
  @DisplayName("verifies what it made, under alias and ARN, and nothing else")
  void verifies() {
    SdkBytes mac = mac(kms, KEY, "message");
    assertEquals(32, mac.asByteArray().length);
    assertTrue(verify(arn, "message", mac));
    var invalid = assertThrows(KmsInvalidMacException.class, () -> verify(KEY, "massage", mac));
    assertEquals("KMSInvalidMacException", invalid.awsErrorDetails().errorCode());
    assertEquals(400, invalid.statusCode());
  }

  @Test
  @DisplayName("has keys of its own for each id and each seed, the same ones every time")
  void keys() {
    kms.createHmacKey("other");
    SdkBytes mac = mac(kms, KEY, "message");
    assertNotEquals(mac, mac(kms, "other", "message"));
    for (long seed : List.of(1L, 2L)) {
      SimulatedKms again = newKms(seed);
      again.createHmacKey(KEY);
      assertEquals(seed == 1, mac.equals(mac(again, KEY, "message")));
    }
  }

  @Test
  @DisplayName("refuses keys that are unknown, disabled or about to be deleted")
  void states() {
    assertThrows(NotFoundException.class, () -> mac(kms, "alias/nobody", "m"));
    kms.disable(KEY);
    assertThrows(DisabledException.class, () -> mac(kms, KEY, "m"));
    kms.scheduleDeletion(arn);
    var pending = assertThrows(KmsInvalidStateException.class, () -> mac(kms, KEY, "m"));
    assertEquals("KMSInvalidStateException", pending.awsErrorDetails().errorCode());
    kms.enable(KEY);
    assertEquals(32, mac(kms, KEY, "m").asByteArray().length);
  }

  @Test
  @DisplayName("takes messages of up to 4096 bytes and the algorithm of its keys")
  void limits() {
    assertEquals(32, mac(kms, KEY, "x".repeat(4096)).asByteArray().length);
    var tooLong = assertThrows(KmsException.class, () -> mac(kms, KEY, "x".repeat(4097)));
    assertEquals("ValidationException", tooLong.awsErrorDetails().errorCode());
    assertThrows(
        InvalidKeyUsageException.class,
        () ->
            kms.client()
                .generateMac(
                    request ->
                        request
                            .keyId(KEY)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
                            .message(SdkBytes.fromUtf8String("m"))));
  }

  private static SdkBytes mac(SimulatedKms kms, String key, String message) {
    return kms.client()
        .generateMac(
            request ->
                request
                    .keyId(key)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                    .message(SdkBytes.fromUtf8String(message)))
        .mac();
  }

  private boolean verify(String key, String message, SdkBytes mac) {
    return kms.client()
        .verifyMac(
            request ->
                request
                    .keyId(key)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                    .message(SdkBytes.fromUtf8String(message))
                    .mac(mac))
        .macValid();
  }

  private static SimulatedKms newKms(long seed) {
    VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
    Chance chance = new Chance(seed);
    return new SimulatedKms(
        new Account("123456789012", "eu-west-1"),
        new Calls(time, chance, FaultSettings.NONE, List.of()),
        chance);
  }
}
