package dev.lastgood.test.planted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.ledger.AcquireHandler;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Mistakes that show where more goes wrong than in the campaigns: other guards make up for them
 * until these fail, too.
 */
enum RareDefect implements PlantedDefect {
  /** The lease is taken whoever holds it. */
  LEASE_TAKEN_WHILE_HELD(
      new Mistake(
          "The lease is taken whoever holds it.",
          "Leases.acquire takes what is free or was left alone for a whole lease",
          Spoil.request(
              UpdateItemRequest.class,
              request ->
                  Items.isLease(request)
                          && request.conditionExpression().startsWith("attribute_not_exists")
                      ? request.toBuilder().conditionExpression(null).build()
                      : request,
              AcquireHandler.class,
              CloseHandler.class,
              SweepHandler.class),
          Shown.under(
              "image-deleted",
              FaultSettings.HOSTILE.with(Fault.CRASH, 0.05).with(Fault.PAUSE, 0.05),
              61,
              "2 one holder",
              "takes the lease on orders from"))),
  /** The recovery may use all of the time that is left, so that none is left to close in. */
  RECOVERY_WITHOUT_RESERVE(
      new Mistake(
          "The recovery may use all of the time that is left, so that none is left to close in.",
          "incident.asl.json: Recover keeps 45 seconds back",
          Spoil.machine(
              "incident",
              states ->
                  ((ObjectNode) states.get("Recover"))
                      .put(
                          "TimeoutSeconds",
                          "{% $max([1, $floor(($toMillis($deadline) - $millis()) / 1000)]) %}")),
          Shown.under(
              "rollout-irreversible",
              FaultSettings.NONE
                  .with(Fault.OUTAGE, 1)
                  .with(Fault.STRAY_INSTANCE, 1)
                  .with(Fault.MISSING_DATA, 1)
                  .with(Fault.SLOW, 0.3),
              123,
              "1 one outcome",
              "after its deadline")));

  private final Mistake mistake;

  RareDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
