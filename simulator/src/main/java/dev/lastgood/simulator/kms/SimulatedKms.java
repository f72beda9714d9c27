package dev.lastgood.simulator.kms;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Unmodelled;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/**
 * KMS of one simulated account and Region. See "HMAC keys in AWS KMS",
 * https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
public final class SimulatedKms {
  private static final String ALIAS = "alias/";
  private static final int MESSAGE_BYTES_MAX = 4096;
  private static final int SECRET_BYTES = 32;

  private final Account account;
  private final Chance chance;
  private final Map<String, HmacKey> keys = new TreeMap<>();
  private final KmsClient client;

  /**
   * An account without keys.
   *
   * @param account where it is
   * @param calls what every call of its client passes through
   * @param chance makes the keys' secrets
   */
  public SimulatedKms(Account account, Calls calls, Chance chance) {
    this.account = account;
    this.chance = chance;
    this.client =
        Unmodelled.refused(
            KmsClient.class, "KMS", new ModelledKmsClient(calls, this), KmsErrors.COMMON);
  }

  /**
   * The client to hand to those who use KMS.
   *
   * @return refuses by name what is not modelled
   */
  public KmsClient client() {
    return client;
  }

  /**
   * Creates an enabled key of the spec HMAC_256.
   *
   * @param id a key id, or an alias beginning with {@code alias/}, under which it is used
   * @return its ARN, under which it may be used as well
   */
  public String createHmacKey(String id) {
    byte[] secret = new byte[SECRET_BYTES];
    chance.stream("kms:" + id).nextBytes(secret);
    HmacKey key = new HmacKey(arn(id), secret, HmacKey.State.ENABLED);
    keys.put(key.arn(), key);
    return key.arn();
  }

  /**
   * Makes a key unusable until it is enabled again.
   *
   * @param id its id, alias or ARN
   */
  public void disable(String id) {
    keys.put(arn(id), key(id).in(HmacKey.State.DISABLED));
  }

  /**
   * Makes a key usable again; also takes back a deletion that is pending.
   *
   * @param id its id, alias or ARN
   */
  public void enable(String id) {
    keys.put(arn(id), key(id).in(HmacKey.State.ENABLED));
  }

  /**
   * Makes a key unusable as one whose deletion has been scheduled.
   *
   * @param id its id, alias or ARN
   */
  public void scheduleDeletion(String id) {
    keys.put(arn(id), key(id).in(HmacKey.State.PENDING_DELETION));
  }

  GenerateMacResponse generate(GenerateMacRequest request) {
    HmacKey key = usable(request.keyId());
    byte[] mac = mac(key, request.macAlgorithm(), request.message());
    return GenerateMacResponse.builder()
        .keyId(key.arn())
        .macAlgorithm(request.macAlgorithm())
        .mac(SdkBytes.fromByteArray(mac))
        .build();
  }

  VerifyMacResponse verify(VerifyMacRequest request) {
    HmacKey key = usable(request.keyId());
    byte[] mac = mac(key, request.macAlgorithm(), request.message());
    if (!MessageDigest.isEqual(mac, request.mac().asByteArrayUnsafe())) {
      throw KmsErrors.INVALID_MAC.saying("The MAC is not valid.");
    }
    return VerifyMacResponse.builder()
        .keyId(key.arn())
        .macAlgorithm(request.macAlgorithm())
        .macValid(true)
        .build();
  }

  private static byte[] mac(HmacKey key, MacAlgorithmSpec algorithm, SdkBytes message) {
    int bytes = message.asByteArrayUnsafe().length;
    if (bytes < 1 || bytes > MESSAGE_BYTES_MAX) {
      throw KmsErrors.VALIDATION.saying(
          "1 validation error detected: Value at 'message' failed to satisfy constraint: Member must"
              + " have length between 1 and 4096");
    }
    if (algorithm != MacAlgorithmSpec.HMAC_SHA_256) {
      throw KmsErrors.INVALID_KEY_USAGE.saying(
          "Algorithm " + algorithm + " is incompatible with key spec HMAC_256.");
    }
    return key.mac(message.asByteArrayUnsafe());
  }

  private HmacKey usable(String id) {
    HmacKey key = key(id);
    return switch (key.state()) {
      case ENABLED -> key;
      case DISABLED -> throw KmsErrors.DISABLED.saying(key.arn() + " is disabled.");
      case PENDING_DELETION ->
          throw KmsErrors.INVALID_STATE.saying(key.arn() + " is pending deletion.");
    };
  }

  private HmacKey key(String id) {
    HmacKey key = keys.get(arn(id));
    if (key == null) {
      throw notFound(arn(id));
    }
    return key;
  }

  private static AwsServiceException notFound(String arn) {
    String what =
        arn.contains(ALIAS)
            ? "Alias " + arn + " is not found."
            : "Key '" + arn + "' does not exist";
    return KmsErrors.NOT_FOUND.saying(what);
  }

  private String arn(String id) {
    if (id.startsWith("arn:")) {
      return id;
    }
    return account.arn("kms", id.startsWith(ALIAS) ? id : "key/" + id);
  }
}
