package dev.lastgood.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeySpec;
import software.amazon.awscdk.services.kms.KeyUsage;
import software.constructs.Construct;

/**
 * Two keys: one encrypts everything that is stored, the other seals recovery points. An HMAC key
 * cannot be rotated; see "HMAC keys in AWS KMS" in its Developer Guide.
 */
final class Keys extends Construct {
  private final Key data;
  private final Key seal;

  Keys(Construct scope, Names names) {
    super(scope, "Keys");
    this.data =
        Key.Builder.create(this, "Data")
            .alias("alias/" + names.of("data"))
            .description("Encrypts what Lastgood stores and sends.")
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    this.seal =
        Key.Builder.create(this, "Seal")
            .alias("alias/" + names.of("seal"))
            .description("Seals recovery points.")
            .keySpec(KeySpec.HMAC_256)
            .keyUsage(KeyUsage.GENERATE_VERIFY_MAC)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    serve(names, "EventsMayQueue", "events.amazonaws.com");
    serve(names, "AlarmsMayNotify", "cloudwatch.amazonaws.com");
    // Log groups are named by their encryption context: this account's and Region's alone.
    data.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("LogsMayEncrypt")
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("logs." + names.region() + ".amazonaws.com")))
            .actions(
                List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"))
            .resources(List.of("*"))
            .conditions(
                Map.of(
                    "ArnLike",
                    Map.of(
                        "kms:EncryptionContext:aws:logs:arn",
                        names.arn("logs", "log-group:*" + names.of("*")))))
            .build());
  }

  /** A service that puts messages into our encrypted queues and topic. */
  private void serve(Names names, String statementId, String service) {
    data.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid(statementId)
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal(service)))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            // A key policy's star is the key itself.
            .resources(List.of("*"))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", names.account())))
            .build());
  }

  Key data() {
    return data;
  }

  Key seal() {
    return seal;
  }
}
