package dev.lastgood.functions.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Something that must be undone or watched to its end, by whoever comes last. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "obligation")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Obligation.ResumeProcesses.class, name = "ResumeProcesses"),
  @JsonSubTypes.Type(value = Obligation.RestoreMinimum.class, name = "RestoreMinimum"),
  @JsonSubTypes.Type(value = Obligation.WatchRefresh.class, name = "WatchRefresh"),
  @JsonSubTypes.Type(value = Obligation.WatchStack.class, name = "WatchStack")
})
public sealed interface Obligation {
  /**
   * Which one it is within its incident.
   *
   * @return an id that no other obligation of the incident has
   */
  String id();

  /**
   * The target that it concerns.
   *
   * @return the target's id
   */
  String targetId();

  /**
   * The group or the stack that was changed, which the target may not be any more.
   *
   * @return the group's name, or the stack's ARN
   */
  String resourceName();

  /**
   * Whether it is to watch an operation of AWS that goes on by itself.
   *
   * @return false where something must be undone
   */
  default boolean isWatch() {
    return switch (this) {
      case WatchRefresh _, WatchStack _ -> true;
      case ResumeProcesses _, RestoreMinimum _ -> false;
    };
  }

  /** What is owed of a group. */
  sealed interface OfGroup extends Obligation {
    /**
     * The group that was changed.
     *
     * @return its name
     */
    String groupName();

    @Override
    default String resourceName() {
      return groupName();
    }
  }

  /**
   * Processes that were suspended must run again.
   *
   * @param id its id
   * @param targetId the target
   * @param groupName the group that was changed
   * @param processes the processes' names
   */
  record ResumeProcesses(String id, String targetId, String groupName, List<String> processes)
      implements OfGroup {}

  /**
   * A minimum that was raised must come down again.
   *
   * @param id its id
   * @param targetId the target
   * @param groupName the group that was changed
   * @param raisedTo what it was raised to
   * @param minimum what it must be again
   */
  record RestoreMinimum(String id, String targetId, String groupName, int raisedTo, int minimum)
      implements OfGroup {}

  /**
   * An instance refresh that was started must be watched to its end.
   *
   * @param id its id, which is also the call that started the refresh
   * @param targetId the target
   * @param groupName the group that was changed
   * @param goesTo what the refresh goes to, for people
   */
  record WatchRefresh(String id, String targetId, String groupName, String goesTo)
      implements OfGroup {}

  /**
   * An operation on a stack that was begun must be watched to its end.
   *
   * @param id its id, which is also the call that began it
   * @param targetId the target
   * @param stackId the stack's ARN
   * @param goesTo what the operation leads to, for people
   */
  record WatchStack(String id, String targetId, String stackId, String goesTo)
      implements Obligation {
    @Override
    public String resourceName() {
      return stackId;
    }
  }
}
