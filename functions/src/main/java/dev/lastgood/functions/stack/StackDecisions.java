package dev.lastgood.functions.stack;

import dev.lastgood.functions.stack.RollbackFailureCause.Allows;
import dev.lastgood.functions.stack.StackCircumstances.AtWork;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one table of what is done about a stack, from its status and circumstances. It follows "Stack
 * status codes", "Continue rolling back an update" and "Stack failure options" in the AWS
 * CloudFormation User Guide. It never deletes a stack, and begins nothing that the time left does
 * not allow.
 *
 * <p>Its answer is for now: when what it began has ended, it is asked again.
 */
public final class StackDecisions {
  private static final String AS_IT_SHOULD_BE = "the stack is what the point holds";

  private StackDecisions() {}

  /**
   * Decides; has no effects.
   *
   * @param now the circumstances
   * @return what is done
   */
  public static StackDecision decide(StackCircumstances now) {
    StackDecision decision = ofStatus(now);
    return now.nested() && changes(decision)
        ? person(
            "The stack is nested in another: only the outermost one may be changed, and it should"
                + " be the target.")
        : decision;
  }

  private static boolean changes(StackDecision decision) {
    return decision.operation().isPresent()
        || decision instanceof StackDecision.Person(String _, Optional<StackDecision> proposal)
            && proposal.isPresent();
  }

  private static StackDecision ofStatus(StackCircumstances now) {
    return switch (now.status()) {
      case CREATE_COMPLETE,
          UPDATE_COMPLETE,
          UPDATE_ROLLBACK_COMPLETE,
          IMPORT_COMPLETE,
          IMPORT_ROLLBACK_COMPLETE ->
          atRest(now);
      case UPDATE_IN_PROGRESS -> updating(now);
      case UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS ->
          waiting(
              now,
              now.forecast().cleanupSeconds(),
              "CloudFormation removes what is not needed any more, which nothing can cancel.");
      case UPDATE_ROLLBACK_IN_PROGRESS ->
          waiting(
              now,
              now.forecast().rollbackSeconds(),
              "CloudFormation takes the update back itself.");
      case IMPORT_IN_PROGRESS, IMPORT_ROLLBACK_IN_PROGRESS ->
          waiting(now, now.forecast().changeSeconds(), "An import cannot be cancelled.");
      case CREATE_IN_PROGRESS ->
          waiting(now, now.forecast().changeSeconds(), "The stack is being made.");
      case UPDATE_FAILED -> failed(now);
      case UPDATE_ROLLBACK_FAILED -> rollbackFailed(now);
      case CREATE_FAILED ->
          person(
              "The stack was never in a stable state: going back (RollbackStack) would delete it.");
      case ROLLBACK_IN_PROGRESS ->
          person(
              "Making the stack failed, and CloudFormation removes what it made: there is nothing"
                  + " to go back to.");
      case ROLLBACK_COMPLETE ->
          person(
              "Making the stack failed, and it is empty: it takes no update and can only be deleted"
                  + " and made anew, which Lastgood never does.");
      case ROLLBACK_FAILED ->
          person(
              "Making the stack failed, and so did removing what was made: it can only be deleted,"
                  + " which Lastgood never does.");
      case DELETE_IN_PROGRESS -> person("The stack is being deleted, which nothing can cancel.");
      case DELETE_FAILED ->
          person(
              "Deleting the stack failed: it takes no update and can only be deleted, which Lastgood"
                  + " never does.");
      case DELETE_COMPLETE ->
          person("The stack was deleted: it has to be made anew, from the point's template.");
      case REVIEW_IN_PROGRESS ->
          person("The stack was never made: a change set that would make it awaits its execution.");
      case IMPORT_ROLLBACK_FAILED ->
          person("Taking an import back failed, and CloudFormation has no call that goes on.");
    };
  }

  private static StackDecision atRest(StackCircumstances now) {
    if (now.differs().isEmpty()) {
      return new StackDecision.Nothing(asItShouldBe(now));
    }
    if (now.differs().contains(Differs.SECRET_PARAMETER)) {
      Set<Differs> rest = EnumSet.copyOf(now.differs());
      rest.remove(Differs.SECRET_PARAMETER);
      return new StackDecision.Person(
          "A parameter that cannot be read back was changed: CloudFormation gives no way to its"
              + " earlier value.",
          rest.isEmpty() ? Optional.empty() : Optional.of(changeBack(rest, now)));
    }
    return unlessOthers(now, inTime(now, changeBack(now.differs(), now)));
  }

  /**
   * Whether a reason for leaving a stack alone is that it is what it should be.
   *
   * @param because what {@link StackDecision.Nothing} says, perhaps as a sentence by itself
   * @return false where it is left to a person
   */
  public static boolean isAsItShouldBe(String because) {
    return because.toLowerCase(Locale.ROOT).contains(AS_IT_SHOULD_BE);
  }

  private static String asItShouldBe(StackCircumstances now) {
    if (now.cleanupOnlyFailure()) {
      return AS_IT_SHOULD_BE
          + "; only the removal of what is not needed any more"
          + " failed, and that is left to its owner.";
    }
    return now.status() == StackStatus.UPDATE_ROLLBACK_COMPLETE
        ? "CloudFormation has already taken the update back, and " + AS_IT_SHOULD_BE + "."
        : AS_IT_SHOULD_BE + ".";
  }

  private static StackDecision changeBack(Set<Differs> differs, StackCircumstances now) {
    int seconds = now.forecast().snapshotSeconds() + now.forecast().changeSeconds();
    return differs.contains(Differs.DRIFT)
        ? new StackDecision.RevertDrift(differs, seconds)
        : new StackDecision.ChangeBack(differs, seconds);
  }

  private static StackDecision updating(StackCircumstances now) {
    StackDecision waiting =
        waiting(now, now.forecast().changeSeconds(), "An update is under way, and is let end.");
    if (now.atWork() == AtWork.LASTGOOD) {
      return waiting;
    }
    StackDecision cancelling =
        inTime(now, new StackDecision.CancelUpdate(now.forecast().rollbackSeconds()));
    // An update runs, so that somebody began it, whatever their token says.
    return switch (now.policy()) {
      case WAIT -> waiting;
      case CANCEL -> cancelling;
      case TELL ->
          new StackDecision.Person("Somebody is updating the stack.", proposable(cancelling));
    };
  }

  private static StackDecision failed(StackCircumstances now) {
    if (!now.hasLastStableState()) {
      return person(
          "The stack was never in a stable state, as far as its events tell: going back"
              + " (RollbackStack) would delete it.");
    }
    return unlessOthers(
        now,
        inTime(
            now,
            new StackDecision.RollBack(
                now.forecast().snapshotSeconds() + now.forecast().rollbackSeconds())));
  }

  private static StackDecision rollbackFailed(StackCircumstances now) {
    List<FailedResource> failed = now.rollbackFailures();
    int seconds = now.forecast().rollbackSeconds();
    Optional<StackDecision> skipping =
        !failed.isEmpty() && failed.stream().allMatch(FailedResource::isSkippable)
            ? Optional.of(
                new StackDecision.ContinueRollback(
                    List.of(),
                    failed.stream().map(FailedResource::skipName).distinct().toList(),
                    seconds))
            : Optional.empty();
    List<FailedResource> hopeless =
        failed.stream().filter(resource -> !mayContinue(resource)).toList();
    if (!failed.isEmpty() && hopeless.isEmpty() && !now.continuedBefore()) {
      return unlessOthers(
          now,
          inTime(now, new StackDecision.ContinueRollback(repairs(failed), List.of(), seconds)));
    }
    if (now.skippingApproved() && skipping.isPresent()) {
      return unlessOthers(now, inTime(now, skipping.get()));
    }
    return new StackDecision.Person(whyNot(now, hopeless), skipping);
  }

  private static String whyNot(StackCircumstances now, List<FailedResource> hopeless) {
    if (now.rollbackFailures().isEmpty()) {
      return "The rollback failed, and the stack's events do not tell at what.";
    }
    if (hopeless.isEmpty()) {
      return "The rollback was continued already, and failed again at "
          + names(now.rollbackFailures())
          + ".";
    }
    return "The rollback failed at "
        + hopeless.stream()
            .map(resource -> resource.skipName() + " (" + resource.cause().says() + ")")
            .collect(Collectors.joining(", "))
        + ": that has to be seen to first.";
  }

  private static boolean mayContinue(FailedResource resource) {
    Allows allows = resource.cause().allows();
    return allows == Allows.CONTINUE
        || allows == Allows.REPAIR && RollbackRepair.of(resource).isPresent();
  }

  private static List<RollbackRepair> repairs(List<FailedResource> failed) {
    List<RollbackRepair> repairs = new ArrayList<>();
    failed.forEach(resource -> RollbackRepair.of(resource).ifPresent(repairs::add));
    return repairs.stream().distinct().toList();
  }

  private static String names(List<FailedResource> failed) {
    return failed.stream()
        .map(FailedResource::skipName)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** A stack at rest, of which somebody says that they are about to change it. */
  private static StackDecision unlessOthers(StackCircumstances now, StackDecision decision) {
    if (now.atWork() != AtWork.OTHERS || decision instanceof StackDecision.Person) {
      return decision;
    }
    return switch (now.policy()) {
      case CANCEL -> decision;
      case WAIT ->
          waiting(
              now, now.forecast().changeSeconds(), "Somebody else is about to change the stack.");
      case TELL ->
          new StackDecision.Person(
              "Somebody else is about to change the stack.", Optional.of(decision));
    };
  }

  private static StackDecision inTime(StackCircumstances now, StackDecision decision) {
    return decision.forecastSeconds() <= now.secondsLeft()
        ? decision
        : new StackDecision.Person(
            "It would take about "
                + decision.forecastSeconds()
                + " s"
                + snapshots(now, decision)
                + ", and "
                + Math.max(0, now.secondsLeft())
                + " s are left.",
            Optional.of(decision));
  }

  private static String snapshots(StackCircumstances now, StackDecision decision) {
    int seconds = now.forecast().snapshotSeconds();
    return switch (decision) {
      case StackDecision.ChangeBack _, StackDecision.RevertDrift _, StackDecision.RollBack _ ->
          seconds > 0 ? " (" + seconds + " s of that for snapshots before)" : "";
      case StackDecision.Wait _,
          StackDecision.CancelUpdate _,
          StackDecision.ContinueRollback _,
          StackDecision.Nothing _,
          StackDecision.Person _ ->
          "";
    };
  }

  private static StackDecision waiting(StackCircumstances now, int seconds, String because) {
    return seconds <= now.secondsLeft()
        ? new StackDecision.Wait(because, seconds)
        : person(
            because
                + " That takes about "
                + seconds
                + " s, and "
                + Math.max(0, now.secondsLeft())
                + " s are left.");
  }

  private static Optional<StackDecision> proposable(StackDecision decision) {
    return decision instanceof StackDecision.Person ? Optional.empty() : Optional.of(decision);
  }

  private static StackDecision person(String because) {
    return new StackDecision.Person(because, Optional.empty());
  }
}
