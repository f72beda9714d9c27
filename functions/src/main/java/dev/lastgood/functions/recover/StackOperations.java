package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.plan.StackAction;
import dev.lastgood.functions.stack.RollbackRepair;
import dev.lastgood.functions.stack.StackOverview;
import dev.lastgood.functions.stack.StackReader;
import dev.lastgood.functions.stack.StackStatus;
import dev.lastgood.functions.stack.StackStatusReading;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ResourceSignalStatus;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackRequest;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The calls that have CloudFormation take something back. None names a role: the one that the stack
 * has is used, see "CloudFormation service role" in the AWS CloudFormation User Guide.
 */
final class StackOperations {
  private final CloudFormationClient cloudFormation;
  private final SnsClient sns;
  private final StackReader stacks;
  private final Mutations mutations;

  StackOperations(Platform platform, Mutations mutations) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
    this.sns = platform.client(SnsClient.class);
    this.stacks = new StackReader(platform);
    this.mutations = mutations;
  }

  Progress cancel(StackStep step, StackAction.CancelUpdate action) {
    String token = StackCalls.token(step, StackCalls.CANCEL);
    return begin(
        step,
        action.says(),
        StackStatus.UPDATE_IN_PROGRESS,
        "CancelUpdateStack",
        token,
        () ->
            cloudFormation.cancelUpdateStack(
                CancelUpdateStackRequest.builder()
                    .stackName(step.plan().stackId())
                    .clientRequestToken(token)
                    .build()));
  }

  Progress continueRollback(StackStep step, StackAction.ContinueRollback action) {
    StackStep repaired = step;
    for (RollbackRepair repair : action.repairs()) {
      repaired = repaired.with(repair(repaired, repair));
    }
    String token = StackCalls.token(step, StackCalls.CONTINUE);
    return begin(
        repaired,
        action.says(),
        StackStatus.UPDATE_ROLLBACK_FAILED,
        "ContinueUpdateRollback",
        token,
        () ->
            cloudFormation.continueUpdateRollback(
                ContinueUpdateRollbackRequest.builder()
                    .stackName(step.plan().stackId())
                    .clientRequestToken(token)
                    .resourcesToSkip(action.resourcesToSkip())
                    .build()));
  }

  Progress rollBack(StackStep step, StackAction.RollBackStack action, String says) {
    String token = StackCalls.token(step, StackCalls.ROLL_BACK);
    return begin(
        step,
        says,
        StackStatus.UPDATE_FAILED,
        "RollbackStack",
        token,
        () ->
            cloudFormation.rollbackStack(
                RollbackStackRequest.builder()
                    .stackName(step.plan().stackId())
                    .clientRequestToken(token)
                    .build()));
  }

  private Chain repair(StackStep step, RollbackRepair repair) {
    return switch (repair) {
      case RollbackRepair.SignalResource signal -> signal(step, signal);
      case RollbackRepair.RecreateTopic topic ->
          mutations.change(
              step,
              change("CreateTopic", topic),
              () -> sns.createTopic(request -> request.name(topic.topicName())));
    };
  }

  /** The same unique id signals once, however often it is sent. */
  private Chain signal(StackStep step, RollbackRepair.SignalResource signal) {
    StackStep sent = step;
    for (int number = 1; number <= signal.signals(); number++) {
      String uniqueId = StackCalls.token(step, "signal-" + number);
      sent =
          sent.with(
              mutations.change(
                  sent,
                  change("SignalResource", signal),
                  () ->
                      cloudFormation.signalResource(
                          request ->
                              request
                                  .stackName(signal.stackName())
                                  .logicalResourceId(signal.logicalId())
                                  .uniqueId(uniqueId)
                                  .status(ResourceSignalStatus.SUCCESS))));
    }
    return sent.chain();
  }

  private static Mutations.Change change(String operation, RollbackRepair repair) {
    String says = repair.says();
    return new Mutations.Change(
        operation,
        Character.toUpperCase(says.charAt(0))
            + says.substring(1)
            + ", so that the rollback can go on.",
        List.of());
  }

  private Progress begin(
      StackStep step,
      String says,
      StackStatus expected,
      String operation,
      String token,
      Runnable call) {
    try {
      Chain chain =
          mutations.change(
              step,
              new Mutations.Change(operation, says, List.of(StackCalls.owedBy(step, token, says))),
              () -> {
                try {
                  call.run();
                  return Map.of();
                } catch (TokenAlreadyExistsException adopted) {
                  // An attempt before this one took effect, and its answer was lost.
                  return StackCalls.adopted(token);
                }
              });
      return new Progress.Running(chain, says);
    } catch (AwsServiceException refused) {
      if (stacks.readStatus(step.plan().stackId())
              instanceof StackStatusReading.Known(StackOverview stack)
          && stack.status() == expected) {
        throw refused;
      }
      // The status changed between the look and the call: the next look tells.
      return new Progress.Running(mutations.known(step), refused.getMessage());
    }
  }
}
