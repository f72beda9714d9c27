package dev.lastgood.test.planted;

import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What can be wrong with leases and fences. */
enum LeaseDefect implements PlantedDefect {
  /** Releasing a lease removes its fence too, so that the next one begins at 1 again. */
  FENCE_FORGOTTEN_AT_RELEASE(
      new Mistake(
          "Releasing a lease removes its fence too, so that the next one begins at 1 again.",
          "Leases.release leaves the fence",
          Spoil.request(
              UpdateItemRequest.class,
              request ->
                  request.updateExpression().equals("REMOVE leaseOwner, expiresAt")
                      ? request.toBuilder()
                          .updateExpression("REMOVE leaseOwner, expiresAt, fence")
                          .build()
                      : request,
              CloseHandler.class,
              SweepHandler.class),
          Shown.at("bad-launch-template", "2", "The fence of web goes from"))),
  /**
   * A step goes on under the lease that the step before it had, and takes itself for its new
   * holder.
   */
  LEASE_NOT_RENEWED(
      new Mistake(
          "A step goes on under the lease that the step before it had, and takes itself for its new holder.",
          "ActHandler.handle takes a new fence, which renews the lease",
          Spoil.call(
              UpdateItemRequest.class,
              (request, right, _) ->
                  Items.isLease(request) ? Items.asItStands(request, right) : right.call(request),
              ActHandler.class),
          Shown.at("data-protected", "2", "under a lease that ends before the function must"))),
  /** An entry under a lease asks for a fence that is smaller than its own. */
  FENCE_COMPARED_WRONGLY(
      new Mistake(
          "An entry under a lease asks for a fence that is smaller than its own.",
          "Ledger.append asks for the same",
          Spoil.request(
              TransactWriteItemsRequest.class,
              request ->
                  Items.withCheck(
                      request,
                      check ->
                          check.toBuilder()
                              .conditionExpression("leaseOwner = :me AND fence < :fence")
                              .build()),
              ActHandler.class,
              CloseHandler.class,
              SweepHandler.class),
          Shown.at("bad-launch-template", "the scenario's outcome", "ended as ESCALATED"))),
  /** A closed incident does not give its leases back. */
  LEASE_KEPT(
      new Mistake(
          "A closed incident does not give its leases back.",
          "Closer.tell releases them",
          Spoil.call(
              UpdateItemRequest.class,
              (request, right, _) ->
                  request.updateExpression().startsWith("REMOVE leaseOwner")
                      ? UpdateItemResponse.builder().build()
                      : right.call(request),
              CloseHandler.class,
              SweepHandler.class),
          Shown.at("bad-launch-template", "everything converges", "The lease on web is held")));

  private final Mistake mistake;

  LeaseDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
