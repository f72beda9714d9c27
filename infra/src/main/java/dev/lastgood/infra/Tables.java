package dev.lastgood.infra;

import dev.lastgood.functions.config.ResourceNames;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** The table of the state, and the table of the ledger, in which nothing is ever changed. */
final class Tables extends Construct {
  private final Table state;
  private final Table ledger;

  Tables(Construct scope, Names names, IKey key) {
    super(scope, "Tables");
    this.state = table("State", names.of(ResourceNames.STATE), key).build();
    this.ledger =
        table("Ledger", names.of(ResourceNames.LEDGER), key)
            .resourcePolicy(
                PolicyDocument.Builder.create()
                    .statements(
                        List.of(
                            PolicyStatement.Builder.create()
                                .sid("NothingIsEverChanged")
                                .effect(Effect.DENY)
                                .principals(List.of(new AnyPrincipal()))
                                .actions(
                                    List.of(
                                        "dynamodb:UpdateItem",
                                        "dynamodb:DeleteItem",
                                        "dynamodb:PartiQLUpdate",
                                        "dynamodb:PartiQLDelete"))
                                // Its own ARN, which the template cannot name without a circle.
                                .resources(List.of("*"))
                                .build()))
                    .build())
            .build();
  }

  private Table.Builder table(String id, String name, IKey key) {
    return Table.Builder.create(this, id)
        .tableName(name)
        .partitionKey(Attribute.builder().name("pk").type(AttributeType.STRING).build())
        .sortKey(Attribute.builder().name("sk").type(AttributeType.STRING).build())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .deletionProtection(true)
        .encryption(TableEncryption.CUSTOMER_MANAGED)
        .encryptionKey(key)
        .removalPolicy(RemovalPolicy.RETAIN);
  }

  Table state() {
    return state;
  }

  Table ledger() {
    return ledger;
  }
}
