package dev.lastgood.simulator.rehearsal;

import dev.lastgood.asl.HistoryEvent;
import dev.lastgood.simulator.dynamodb.TableView;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells step by step how an incident goes: which state each execution enters, which function runs
 * and how it ends, and every call that changes something, with the lease and the fence that it is
 * made under.
 */
final class Narrator implements CallObserver, InvocationObserver {
  /** The services by which targets are changed: such a call stands under a lease. */
  private static final Set<String> CHANGED = Set.of("autoscaling", "cloudformation", "ec2", "rds");

  private static final String ENTERED = "StateEntered";

  private final SimulatedWorld world;
  private final Timeline timeline;
  private final TableView state;
  private final List<String> targetIds;

  /**
   * Begins to tell.
   *
   * @param stateTable the table with the leases
   * @param targetIds the targets whose leases are told of
   */
  Narrator(SimulatedWorld world, Timeline timeline, String stateTable, List<String> targetIds) {
    this.world = world;
    this.timeline = timeline;
    this.state = world.dynamoDb().table(stateTable);
    this.targetIds = List.copyOf(targetIds);
    world.watchCalls(this);
    world.watchInvocations(this);
    world.watchHistories(this::entered);
  }

  private void entered(String executionArn, HistoryEvent event) {
    if (event.type().apiName().endsWith(ENTERED)) {
      String[] parts = executionArn.split(":");
      timeline.say("state", parts[6] + ": " + event.stateName().orElse(""));
    }
  }

  @Override
  public void started(InvocationContext context, Object payload, boolean coldStart) {
    timeline.say(
        "function",
        context.functionName()
            + " runs"
            + (context.attempt() > 1 ? ", attempt " + context.attempt() : "")
            + (coldStart ? ", in a new environment" : "")
            + ".");
  }

  @Override
  public void finished(
      InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {
    switch (result) {
      case InvocationResult.Succeeded _ ->
          timeline.say("function", context.functionName() + " has answered.");
      case InvocationResult.Failed(String type, String message) ->
          timeline.say("function", context.functionName() + " failed: " + type + ": " + message);
      case InvocationResult.Throttled(String reason) ->
          timeline.say("function", context.functionName() + " was not run: " + reason);
    }
  }

  @Override
  public void succeeded(Call call, Object response) {
    if (isTold(call)) {
      timeline.say("call", says(call) + ".");
    }
  }

  @Override
  public void failed(Call call, RuntimeException failure) {
    if (isTold(call)) {
      String code =
          failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null
              ? refused.awsErrorDetails().errorCode()
              : failure.getClass().getSimpleName();
      timeline.say("call", says(call) + ": " + code + ".");
    }
  }

  private static boolean isTold(Call call) {
    return call.operation().mutating()
        && call.caller().flatMap(strand -> strand.attachment(InvocationContext.class)).isPresent();
  }

  private String says(Call call) {
    return call.says() + (CHANGED.contains(call.operation().service()) ? leases() : "");
  }

  private String leases() {
    StringBuilder told = new StringBuilder();
    for (String targetId : targetIds) {
      Map<String, AttributeValue> key =
          Map.of(
              "pk",
              AttributeValue.fromS("target#" + targetId),
              "sk",
              AttributeValue.fromS("lease"));
      state
          .item(key)
          .filter(lease -> lease.containsKey("leaseOwner"))
          .ifPresent(
              lease ->
                  told.append(", ")
                      .append(targetId)
                      .append(" leased to ")
                      .append(lease.get("leaseOwner").s())
                      .append(" under fence ")
                      .append(lease.get("fence").n()));
    }
    return told.toString();
  }
}
