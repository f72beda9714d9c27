package dev.lastgood.functions.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an entry of the ledger says: everything that was decided and done in an incident. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fact.Opened.class, name = "Opened"),
  @JsonSubTypes.Type(value = Fact.Joined.class, name = "Joined"),
  @JsonSubTypes.Type(value = Fact.LeaseTaken.class, name = "LeaseTaken"),
  @JsonSubTypes.Type(value = Fact.Planned.class, name = "Planned"),
  @JsonSubTypes.Type(value = Fact.NotPlanned.class, name = "NotPlanned"),
  @JsonSubTypes.Type(value = Fact.ApprovalAsked.class, name = "ApprovalAsked"),
  @JsonSubTypes.Type(value = Fact.Answered.class, name = "Answered"),
  @JsonSubTypes.Type(value = Fact.BackedUp.class, name = "BackedUp"),
  @JsonSubTypes.Type(value = Fact.Intent.class, name = "Intent"),
  @JsonSubTypes.Type(value = Fact.Result.class, name = "Result"),
  @JsonSubTypes.Type(value = Fact.ActionEnded.class, name = "ActionEnded"),
  @JsonSubTypes.Type(value = Fact.ForeignChange.class, name = "ForeignChange"),
  @JsonSubTypes.Type(value = Fact.Verified.class, name = "Verified"),
  @JsonSubTypes.Type(value = Fact.NotVerified.class, name = "NotVerified"),
  @JsonSubTypes.Type(value = Fact.Discharged.class, name = "Discharged"),
  @JsonSubTypes.Type(value = Fact.Assigned.class, name = "Assigned"),
  @JsonSubTypes.Type(value = Fact.Closed.class, name = "Closed"),
  @JsonSubTypes.Type(value = Fact.Told.class, name = "Told"),
  @JsonSubTypes.Type(value = Fact.HoldReleased.class, name = "HoldReleased"),
  @JsonSubTypes.Type(value = Fact.CancelAsked.class, name = "CancelAsked")
})
public sealed interface Fact {
  /**
   * The incident began.
   *
   * @param targetIds the targets whose alarm it is
   * @param alarmName the alarm that went off; "" where something else began it
   * @param since when it went off, by its own timestamp
   * @param deadline when the incident must have its outcome
   * @param startedByHand who began it by hand, and why; empty where nobody did
   * @param stackFailure what went wrong with a stack; empty where that did not begin it
   */
  record Opened(
      List<String> targetIds,
      String alarmName,
      Instant since,
      Instant deadline,
      Optional<String> startedByHand,
      Optional<String> stackFailure)
      implements Fact {
    /** Takes what an earlier version wrote, which knew alarms alone. */
    public Opened {
      startedByHand = startedByHand == null ? Optional.empty() : startedByHand;
      stackFailure = stackFailure == null ? Optional.empty() : stackFailure;
    }

    /**
     * An incident that an alarm began.
     *
     * @param targetIds the targets whose alarm it is
     * @param alarmName the alarm that went off
     * @param since when it went off
     * @param deadline when the incident must have its outcome
     */
    public Opened(List<String> targetIds, String alarmName, Instant since, Instant deadline) {
      this(targetIds, alarmName, since, deadline, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Another event belongs to it.
   *
   * @param eventId the event
   * @param alarmName the alarm that it speaks of, or the ARN of the stack
   */
  record Joined(String eventId, String alarmName) implements Fact {}

  /**
   * The right to change a target was taken.
   *
   * @param targetId the target
   * @param fence the fence under it
   */
  record LeaseTaken(String targetId, long fence) implements Fact {}

  /**
   * There is a plan.
   *
   * @param planKey where it is kept
   * @param undo whether it leads back to the undo point
   * @param summary what it does, in a sentence
   * @param changes how each target had changed since its good point, by target; none for an undo
   * @param actions what is done to each target, one after the other, in a sentence each, by target
   * @param proposed whether it is only told to people, and not carried out
   */
  record Planned(
      String planKey,
      boolean undo,
      String summary,
      SortedMap<String, List<Change>> changes,
      SortedMap<String, List<String>> actions,
      boolean proposed)
      implements Fact {
    /** Takes what an earlier version wrote, which told neither changes nor actions. */
    public Planned {
      changes = changes == null ? new TreeMap<>() : new TreeMap<>(changes);
      actions = actions == null ? new TreeMap<>() : new TreeMap<>(actions);
    }

    /**
     * A plan that is carried out.
     *
     * @param planKey where it is kept
     * @param undo whether it leads back to the undo point
     * @param summary what it does, in a sentence
     * @param changes how each target had changed, by target
     * @param actions what is done to each target, by target
     */
    public Planned(
        String planKey,
        boolean undo,
        String summary,
        SortedMap<String, List<Change>> changes,
        SortedMap<String, List<String>> actions) {
      this(planKey, undo, summary, changes, actions, false);
    }

    /**
     * A plan whose actions are not told.
     *
     * @param planKey where it is kept
     * @param undo whether it leads back to the undo point
     * @param summary what it does, in a sentence
     * @param changes how each target had changed, by target
     */
    public Planned(
        String planKey, boolean undo, String summary, SortedMap<String, List<Change>> changes) {
      this(planKey, undo, summary, changes, new TreeMap<>());
    }
  }

  /**
   * Nothing will be done.
   *
   * @param outcome what the incident ends with
   * @param because why
   */
  record NotPlanned(Outcome outcome, String because) implements Fact {}

  /**
   * People were asked.
   *
   * @param approvals how many must approve
   * @param until when the answer comes too late
   */
  record ApprovalAsked(int approvals, Instant until) implements Fact {}

  /**
   * A person answered.
   *
   * @param by who
   * @param approved whether they approved
   */
  record Answered(String by, boolean approved) implements Fact {}

  /**
   * The live state was kept as the undo point.
   *
   * @param targetId the target
   * @param undoKey where it is kept
   * @param healthyInService how many instances were well; absent for a stack
   */
  record BackedUp(String targetId, String undoKey, Optional<Integer> healthyInService)
      implements Fact {}

  /**
   * A call that changes a target is about to be made.
   *
   * @param callId ties the result to it
   * @param targetId the target
   * @param operation the API's name
   * @param says what it changes, in a sentence
   * @param fence the fence that it is made under
   * @param obligations what must be undone or watched to its end because of it
   * @param takesBack whether it meets an obligation, or breaks off what is ours, instead of serving
   *     the plan; an earlier version wrote none
   */
  record Intent(
      String callId,
      String targetId,
      String operation,
      String says,
      long fence,
      List<Obligation> obligations,
      boolean takesBack)
      implements Fact {
    /**
     * A call that serves the plan.
     *
     * @param callId ties the result to it
     * @param targetId the target
     * @param operation the API's name
     * @param says what it changes, in a sentence
     * @param fence the fence that it is made under
     * @param obligations what must be undone or watched to its end because of it
     */
    public Intent(
        String callId,
        String targetId,
        String operation,
        String says,
        long fence,
        List<Obligation> obligations) {
      this(callId, targetId, operation, says, fence, obligations, false);
    }
  }

  /**
   * What the call answered.
   *
   * @param callId the intent's
   * @param succeeded whether it took effect as far as AWS said
   * @param details what it answered, such as an id or an error
   */
  record Result(String callId, boolean succeeded, Map<String, String> details) implements Fact {}

  /**
   * An action came to its end.
   *
   * @param targetId the target
   * @param actionIndex its place in the target's plan
   * @param succeeded whether it did what it was to do
   * @param because why not, or what was reached
   */
  record ActionEnded(String targetId, int actionIndex, boolean succeeded, String because)
      implements Fact {}

  /**
   * Somebody else changes a target while it is recovered: nothing more is done to it.
   *
   * @param targetId the target
   * @param because what was seen
   */
  record ForeignChange(String targetId, String because) implements Fact {}

  /**
   * The recovery holds.
   *
   * @param targetIds the targets that were verified
   * @param evidence what was seen
   */
  record Verified(List<String> targetIds, List<String> evidence) implements Fact {}

  /**
   * The recovery does not hold.
   *
   * @param reasons what was seen instead
   */
  record NotVerified(List<String> reasons) implements Fact {}

  /**
   * An obligation was met.
   *
   * @param obligationId which
   * @param how in a sentence
   */
  record Discharged(String obligationId, String how) implements Fact {}

  /**
   * An obligation outlives the incident.
   *
   * @param obligationId which
   * @param owner who meets it
   * @param because why it could not be met
   */
  record Assigned(String obligationId, String owner, String because) implements Fact {}

  /**
   * The incident has its outcome.
   *
   * @param outcome the one
   * @param because why
   */
  record Closed(Outcome outcome, String because) implements Fact {}

  /**
   * People were told of the outcome.
   *
   * @param messageId SNS's id of the message
   * @param confirmedSubscriptions how many confirmed subscriptions the topic had; absent where it
   *     could not be asked
   */
  record Told(String messageId, Optional<Integer> confirmedSubscriptions) implements Fact {}

  /**
   * The hold that it had left on a target was released, after its end.
   *
   * @param targetId the target
   * @param by who released it
   * @param because why
   */
  record HoldReleased(String targetId, String by, String because) implements Fact {}

  /**
   * A person asked for the incident to stop at the next boundary.
   *
   * @param by who asked
   * @param because why; empty where they did not say
   */
  record CancelAsked(String by, Optional<String> because) implements Fact {
    /**
     * Who cancelled it, and why.
     *
     * @return a sentence
     */
    public String says() {
      String says = "Cancelled by " + by + because.map(why -> ", because: " + why).orElse("");
      return says.endsWith(".") ? says : says + ".";
    }
  }
}
