package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.handler.UnavailableException;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;

/** Seals are made and checked by KMS, with a key that never leaves it. */
final class Seals {
  private final KmsClient kms;
  private final String keyId;

  /**
   * Seals by one key.
   *
   * @param platform where the client comes from, and the variable {@code SEAL_KEY_ID}
   */
  Seals(Platform platform) {
    this.kms = platform.client(KmsClient.class);
    this.keyId = platform.variable("SEAL_KEY_ID");
  }

  /** The seal of a body with this hash. */
  Seal make(PointBody body, String sha256) {
    Seal unsigned = new Seal(sha256, "", body.capturedAt(), body.schemaVersion());
    byte[] mac =
        kms.generateMac(
                GenerateMacRequest.builder()
                    .keyId(keyId)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                    .message(SdkBytes.fromUtf8String(unsigned.message(body.targetId())))
                    .build())
            .mac()
            .asByteArray();
    return new Seal(
        sha256,
        Base64.getEncoder().encodeToString(mac),
        unsigned.sealedAt(),
        unsigned.schemaVersion());
  }

  /** Why a point's seal does not hold; empty where KMS says that it does. */
  Optional<SealCheck> refusal(PointRecord record) {
    try {
      kms.verifyMac(
          VerifyMacRequest.builder()
              .keyId(keyId)
              .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
              .message(SdkBytes.fromUtf8String(record.seal().message(record.targetId())))
              .mac(SdkBytes.fromByteArray(Base64.getDecoder().decode(record.seal().mac())))
              .build());
      return Optional.empty();
    } catch (KmsInvalidMacException forged) {
      return Optional.of(new SealCheck.Broken("KMS says that its seal was not made by our key."));
    } catch (IllegalArgumentException garbled) {
      return Optional.of(new SealCheck.Broken("Its seal is not Base64."));
    } catch (SdkException failed) {
      if (UnavailableException.passes(failed)) {
        // Who asks can ask again: nothing is known yet, and no other point is better for that.
        throw failed;
      }
      return Optional.of(
          new SealCheck.Unchecked("KMS did not check the seal: " + failed.getMessage()));
    }
  }
}
