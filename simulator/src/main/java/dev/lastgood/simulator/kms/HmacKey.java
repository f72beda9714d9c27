package dev.lastgood.simulator.kms;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of the key spec HMAC_256.
 *
 * @param arn its ARN
 * @param secret its 32 bytes
 * @param state whether it can be used
 */
record HmacKey(String arn, byte[] secret, State state) {
  private static final String ALGORITHM = "HmacSHA256";

  /** The states that a key of this kind can be in. */
  enum State {
    /** Can be used. */
    ENABLED,
    /** Cannot be used until somebody enables it again. */
    DISABLED,
    /** Cannot be used, and will be gone for good. */
    PENDING_DELETION
  }

  HmacKey in(State other) {
    return new HmacKey(arn, secret, other);
  }

  byte[] mac(byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
    }
  }
}
