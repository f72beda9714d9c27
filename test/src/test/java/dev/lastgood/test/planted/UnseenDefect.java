package dev.lastgood.test.planted;

import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.test.installation.Mutated;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Mistakes that no campaign has shown so far, because another guard makes up for them. Other tests
 * catch them, which {@code docs/planted-defects.md} names.
 */
enum UnseenDefect implements PlantedDefect {
  /** An entry under a lease asks who holds it, and not under which fence. */
  FENCE_NOT_COMPARED(
      new Mistake(
          "An entry under a lease asks who holds it, and not under which fence.",
          "Ledger.append compares both",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request ->
                  Items.withCheck(
                      request,
                      check -> {
                        Map<String, AttributeValue> values =
                            new HashMap<>(check.expressionAttributeValues());
                        values.remove(":fence");
                        return check.toBuilder()
                            .conditionExpression("leaseOwner = :me")
                            .expressionAttributeValues(values)
                            .build();
                      }),
              ActHandler.class,
              CloseHandler.class,
              SweepHandler.class),
          Shown.NOWHERE)),
  /** A step takes a new fence whether its incident holds the lease or not. */
  FENCE_TAKEN_BY_ANYBODY(
      new Mistake(
          "A step takes a new fence whether its incident holds the lease or not.",
          "Leases.newFence asks for the holder",
          Spoil.request(
              UpdateItemRequest.class,
              request ->
                  "leaseOwner = :me".equals(request.conditionExpression())
                          && request.updateExpression().contains("fence")
                      ? request.toBuilder().conditionExpression("attribute_exists(pk)").build()
                      : request,
              ActHandler.class),
          Shown.NOWHERE)),
  /** An outcome is written whether there is one already or not. */
  OUTCOME_WITHOUT_CONDITION(
      new Mistake(
          "An outcome is written whether there is one already or not.",
          "IncidentWrites.closing has a condition on it",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request ->
                  Items.each(
                      request,
                      write ->
                          write.update() == null
                              ? write
                              : write.toBuilder()
                                  .update(
                                      write.update().toBuilder()
                                          .conditionExpression("attribute_exists(pk)")
                                          .build())
                                  .build()),
              CloseHandler.class,
              SweepHandler.class),
          Shown.NOWHERE)),
  /** The function that closes has Lambda's default timeout of 3 seconds. */
  CLOSE_WITH_DEFAULT_TIMEOUT(
      new Mistake(
          "The function that closes has Lambda's default timeout of 3 seconds.",
          "infra: Functions gives it 18 seconds",
          Spoil.template(
              resources ->
                  Mutated.properties(
                          resources,
                          "AWS::Lambda::Function",
                          "FunctionName",
                          "lastgood-production-close")
                      .put("Timeout", 3)),
          Shown.NOWHERE));

  private final Mistake mistake;

  UnseenDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
