package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.plan.Loss;
import dev.lastgood.functions.plan.Losses;
import dev.lastgood.functions.plan.StackAction;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/**
 * Makes a change set, reads what it would change, and executes it only where that was planned,
 * where nothing is lost that people have not approved of, and where what is lost is in snapshots,
 * if the plan says so. Nothing of the stack changes before.
 */
final class ChangeSets {
  private final CloudFormationClient cloudFormation;
  private final Mutations mutations;
  private final ChangeSetReader reader;
  private final ChangeSetRequests requests;
  private final DataProtector protector;

  ChangeSets(Platform platform, Mutations mutations, DataProtector protector) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
    this.mutations = mutations;
    this.reader = new ChangeSetReader(platform);
    this.requests = new ChangeSetRequests(platform);
    this.protector = protector;
  }

  /** One step further: made, then read, then executed. */
  Progress advance(StackStep step, StackAction.Update action) {
    String name = StackCalls.token(step, "change");
    return switch (reader.read(step.plan().stackId(), name)) {
      case ChangeSetReading.Missing _ -> create(step, action, name);
      case ChangeSetReading.Making _ ->
          new Progress.Running(step.chain(), "CloudFormation works out what the update changes.");
      case ChangeSetReading.Empty _ -> empty(step, action, name);
      case ChangeSetReading.Failed failed ->
          new Progress.Failed(delete(step, name), "The update cannot be made: " + failed.because());
      case ChangeSetReading.Ready ready -> {
        List<Loss> losses = losses(step, ready);
        List<String> unapproved =
            losses.stream().filter(loss -> !step.plan().isApproved(loss)).map(Loss::says).toList();
        yield unapproved.isEmpty()
            ? protect(step, action, name, losses)
            : new Progress.Failed(
                delete(step, name),
                "The update would lose what nobody has approved of: "
                    + String.join(" ", unapproved));
      }
    };
  }

  /** What the change set says is lost decides, whatever the plan has foreseen. */
  private Progress protect(
      StackStep step, StackAction.Update action, String name, List<Loss> losses) {
    try {
      return protectAndExecute(step, action, name, losses);
    } catch (ChangeRefusedException | ForeignChangeException stopped) {
      // While snapshots are made, somebody may well have said stop, or have begun something else.
      delete(step.with(mutations.known(step)), name);
      throw stopped;
    }
  }

  private Progress protectAndExecute(
      StackStep step, StackAction.Update action, String name, List<Loss> losses) {
    return switch (protector.protect(step, losses)) {
      case DataProtector.Answer.Protected done ->
          execute(step.with(done.chain()), action, name, action.says() + done.says());
      case DataProtector.Answer.Waiting waiting ->
          new Progress.Running(waiting.chain(), waiting.says());
      case DataProtector.Answer.Impossible impossible ->
          new Progress.Failed(
              delete(step.with(impossible.chain()), name),
              "What the update would lose cannot be kept in a snapshot, and is not lost: "
                  + impossible.because());
    };
  }

  /** All that it would lose. */
  private List<Loss> losses(StackStep step, ChangeSetReading.Ready ready) {
    return ready.parts().stream()
        .flatMap(
            part ->
                Losses.of(
                    part.place(),
                    part.changes(),
                    requests.liveTemplate(step.plan().before(), part.path()))
                    .stream())
        .toList();
  }

  private Progress create(StackStep step, StackAction.Update action, String name) {
    try {
      Chain chain =
          mutations.change(
              step,
              new Mutations.Change(
                  "CreateChangeSet",
                  "Work out what this would change, and change nothing yet: " + action.says(),
                  List.of()),
              () -> {
                cloudFormation.createChangeSet(requests.create(step, action, name));
                return Map.of("changeSetName", name);
              });
      return new Progress.Running(chain, action.says());
    } catch (AlreadyExistsException adopted) {
      return new Progress.Running(mutations.known(step), action.says());
    }
  }

  /** The stack is what it should be already; where it was to be put right, that cannot help. */
  private Progress empty(StackStep step, StackAction.Update action, String name) {
    Chain chain = delete(step, name);
    return switch (action) {
      case StackAction.ChangeBack _ ->
          new Progress.Done(chain, "CloudFormation finds nothing to update.");
      case StackAction.RevertDrift _ ->
          new Progress.Failed(
              chain,
              "No resource differs from the stack's template: putting them right cannot help.");
    };
  }

  private Progress execute(StackStep step, StackAction.Update action, String name, String says) {
    String token = StackCalls.token(step, StackCalls.EXECUTE);
    Chain chain =
        mutations.change(
            step,
            new Mutations.Change(
                "ExecuteChangeSet", says, List.of(StackCalls.owedBy(step, token, action.says()))),
            () -> execute(step, name, token));
    return new Progress.Running(chain, action.says());
  }

  private Map<String, String> execute(StackStep step, String name, String token) {
    try {
      cloudFormation.executeChangeSet(
          ExecuteChangeSetRequest.builder()
              .stackName(step.plan().stackId())
              .changeSetName(name)
              .clientRequestToken(token)
              // The models contradict each other about the default.
              .disableRollback(false)
              .build());
      return Map.of();
    } catch (TokenAlreadyExistsException | InvalidChangeSetStatusException adopted) {
      // An attempt before this one took effect, and its answer was lost.
      return StackCalls.adopted(token);
    }
  }

  /**
   * A change set that is not executed is not left behind, whatever anybody has switched off
   * meanwhile: deleting it changes no stack.
   */
  private Chain delete(StackStep step, String name) {
    try {
      return mutations.takeBack(
          step.chain(),
          step.lease(),
          step.invocation(),
          new Mutations.Change("DeleteChangeSet", "Delete what is not carried out.", List.of()),
          () -> {
            cloudFormation.deleteChangeSet(
                DeleteChangeSetRequest.builder()
                    .stackName(step.plan().stackId())
                    .changeSetName(name)
                    .build());
            return Map.of();
          });
    } catch (ChangeSetNotFoundException gone) {
      return mutations.known(step);
    }
  }
}
