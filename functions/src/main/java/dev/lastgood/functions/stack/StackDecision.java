package dev.lastgood.functions.stack;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done about a stack now. None of them deletes it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StackDecision.Wait.class, name = "Wait"),
  @JsonSubTypes.Type(value = StackDecision.CancelUpdate.class, name = "CancelUpdate"),
  @JsonSubTypes.Type(value = StackDecision.ContinueRollback.class, name = "ContinueRollback"),
  @JsonSubTypes.Type(value = StackDecision.RollBack.class, name = "RollBack"),
  @JsonSubTypes.Type(value = StackDecision.ChangeBack.class, name = "ChangeBack"),
  @JsonSubTypes.Type(value = StackDecision.RevertDrift.class, name = "RevertDrift"),
  @JsonSubTypes.Type(value = StackDecision.Nothing.class, name = "Nothing"),
  @JsonSubTypes.Type(value = StackDecision.Person.class, name = "Person")
})
public sealed interface StackDecision {
  /**
   * Waits, and decides anew afterwards.
   *
   * @param because what for, in a sentence
   * @param forecastSeconds how long at most
   */
  record Wait(String because, int forecastSeconds) implements StackDecision {}

  /**
   * CancelUpdateStack: the update under way is rolled back.
   *
   * @param forecastSeconds until it is
   */
  record CancelUpdate(int forecastSeconds) implements StackDecision {}

  /**
   * ContinueUpdateRollback.
   *
   * @param repairs what is done before
   * @param resourcesToSkip what is left as it is, named as the call wants it; inconsistent
   *     afterwards, so never without approval
   * @param forecastSeconds until the rollback has ended
   */
  record ContinueRollback(
      List<RollbackRepair> repairs, List<String> resourcesToSkip, int forecastSeconds)
      implements StackDecision {
    /** Copies its lists. */
    public ContinueRollback {
      repairs = List.copyOf(repairs);
      resourcesToSkip = List.copyOf(resourcesToSkip);
    }
  }

  /**
   * RollbackStack.
   *
   * @param forecastSeconds until the stack is in its last stable state
   */
  record RollBack(int forecastSeconds) implements StackDecision {}

  /**
   * A change set back to the point's template, parameters and settings. Its changes go through
   * {@link ChangeGate} before it is executed.
   *
   * @param differs what it brings back
   * @param forecastSeconds until it is executed
   */
  record ChangeBack(Set<StackCircumstances.Differs> differs, int forecastSeconds)
      implements StackDecision {
    /** Copies its set. */
    public ChangeBack {
      differs = Set.copyOf(differs);
    }
  }

  /**
   * A drift-aware change set (deployment mode REVERT_DRIFT) to the point's template and parameters:
   * it takes all resources to the template, whoever changed them. Its changes go through {@link
   * ChangeGate} too.
   *
   * @param differs what it brings back, drift among it
   * @param forecastSeconds until it is executed
   */
  record RevertDrift(Set<StackCircumstances.Differs> differs, int forecastSeconds)
      implements StackDecision {
    /** Copies its set. */
    public RevertDrift {
      differs = Set.copyOf(differs);
    }
  }

  /**
   * Nothing is to be done.
   *
   * @param because why, in a sentence
   */
  record Nothing(String because) implements StackDecision {
    @Override
    public int forecastSeconds() {
      return 0;
    }
  }

  /**
   * A person has to decide.
   *
   * @param because why, in a sentence
   * @param proposal what could be done once they say so
   */
  record Person(String because, Optional<StackDecision> proposal) implements StackDecision {
    @Override
    public int forecastSeconds() {
      return 0;
    }
  }

  /**
   * What CloudFormation is asked to do.
   *
   * @return empty where it is asked nothing
   */
  default Optional<StackOperationKind> operation() {
    return switch (this) {
      case CancelUpdate _ -> Optional.of(StackOperationKind.CANCEL_UPDATE_STACK);
      case ContinueRollback _ -> Optional.of(StackOperationKind.CONTINUE_UPDATE_ROLLBACK);
      case RollBack _ -> Optional.of(StackOperationKind.ROLLBACK_STACK);
      case ChangeBack _, RevertDrift _ -> Optional.of(StackOperationKind.UPDATE);
      case Wait _, Nothing _, Person _ -> Optional.empty();
    };
  }

  /**
   * Whether its changes have to be planned: compared, gated, and put in order with other stacks'.
   * All others are fast paths: what CloudFormation has begun is let end, or goes on.
   *
   * @return true for change sets
   */
  default boolean needsPlan() {
    return operation().filter(StackOperationKind.UPDATE::equals).isPresent();
  }

  /**
   * How long it takes.
   *
   * @return seconds
   */
  int forecastSeconds();

  /**
   * What it is, for people.
   *
   * @return a sentence or two
   */
  default String says() {
    return switch (this) {
      case Wait(String because, int _) -> "Waits: " + because;
      case CancelUpdate _ ->
          "Cancels the update under way (CancelUpdateStack), so that it is rolled back.";
      case ContinueRollback(List<RollbackRepair> repairs, List<String> resourcesToSkip, int _) ->
          "Continues the rollback that failed (ContinueUpdateRollback)"
              + without(resourcesToSkip)
              + after(repairs)
              + ".";
      case RollBack _ -> "Goes back to the last stable state (RollbackStack), which the stack has.";
      case ChangeBack(Set<StackCircumstances.Differs> differs, int _) ->
          "Executes a change set back to what the point holds of: " + listed(differs) + ".";
      case RevertDrift(Set<StackCircumstances.Differs> differs, int _) ->
          "Executes a drift-aware change set (REVERT_DRIFT) back to what the point holds of: "
              + listed(differs)
              + ".";
      case Nothing(String because) -> "Does nothing: " + because;
      case Person(String because, Optional<StackDecision> proposal) ->
          "Asks a person: "
              + because
              + proposal.map(ready -> " Ready to be done: " + ready.says()).orElse("");
    };
  }

  private static String without(List<String> resourcesToSkip) {
    return resourcesToSkip.isEmpty()
        ? ", skipping nothing"
        : ", skipping " + String.join(", ", resourcesToSkip);
  }

  private static String after(List<RollbackRepair> repairs) {
    return repairs.isEmpty()
        ? ""
        : ", after this: "
            + repairs.stream().map(RollbackRepair::says).collect(Collectors.joining("; "));
  }

  private static String listed(Set<StackCircumstances.Differs> differs) {
    return EnumSet.copyOf(differs).stream()
        .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
