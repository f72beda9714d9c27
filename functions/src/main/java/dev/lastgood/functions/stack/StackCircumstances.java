package dev.lastgood.functions.stack;

import dev.lastgood.functions.config.OperationPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that decides what is done about a stack.
 *
 * @param status its status
 * @param hasLastStableState whether it was ever in a stable status: without, RollbackStack would
 *     delete it
 * @param differs what of it is not as in the recovery point
 * @param atWork who is changing it
 * @param policy what is done where others are
 * @param rollbackFailures what a rollback failed at; empty where none failed, or nothing is known
 * @param nested whether it is nested in another: then only the outermost stack can be changed
 * @param skippingApproved whether a person approved skipping those resources
 * @param continuedBefore whether this incident has continued the rollback already, and it failed
 *     again
 * @param cleanupOnlyFailure whether only the removal of what is not needed any more failed
 * @param secondsLeft until the deadline
 * @param forecast how long operations take
 */
public record StackCircumstances(
    StackStatus status,
    boolean hasLastStableState,
    Set<Differs> differs,
    AtWork atWork,
    OperationPolicy policy,
    List<FailedResource> rollbackFailures,
    boolean nested,
    boolean skippingApproved,
    boolean continuedBefore,
    boolean cleanupOnlyFailure,
    long secondsLeft,
    StackForecast forecast) {
  /** Copies its collections. */
  public StackCircumstances {
    differs = differs.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(differs));
    rollbackFailures = List.copyOf(rollbackFailures);
  }

  /** A part of a stack that is not as in the recovery point. */
  public enum Differs {
    /** The template. */
    TEMPLATE,
    /** A parameter whose value can be read. */
    PARAMETERS,
    /**
     * A parameter whose value cannot be had back: NoEcho, or a reference that now stands for
     * something else.
     */
    SECRET_PARAMETER,
    /** Tags, role, notifications, rollback configuration, stack policy, termination protection. */
    SETTINGS,
    /** Resources are not what the template says. */
    DRIFT
  }

  /** Who is changing a stack. */
  public enum AtWork {
    /** Nobody. */
    NOBODY,
    /** Lastgood. */
    LASTGOOD,
    /** A person, a pipeline, or AWS for one of them. */
    OTHERS
  }
}
