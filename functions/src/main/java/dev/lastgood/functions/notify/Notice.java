package dev.lastgood.functions.notify;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.restorable.Recoverability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people are told, in words that fit a phone's screen.
 *
 * @param subject what happened, in at most 100 ASCII characters, as SNS asks
 * @param text what changed, what was done, and what is to be done next
 */
public record Notice(String subject, String text) {
  private static final int SUBJECT_MAX = 100;

  /**
   * The notice of an incident that has its outcome.
   *
   * @param incident the incident
   * @param chain its ledger, up to the outcome
   * @param outcome the outcome
   * @param because why
   * @param planLocation where the plan can be read, where there is one
   * @param recoverabilities what was found last of whether its targets can be recovered
   * @return the notice
   */
  public static Notice ofOutcome(
      Incident incident,
      Chain chain,
      Outcome outcome,
      String because,
      Optional<String> planLocation,
      List<Recoverability> recoverabilities) {
    List<String> lines = new ArrayList<>();
    lines.add(because);
    lines.add(incident.cause() + "; the deadline was " + incident.deadline() + ".");
    chain
        .facts(Fact.Intent.class)
        .filter(intent -> succeeded(chain, intent))
        .map(intent -> "Done: " + intent.says())
        .forEach(lines::add);
    chain
        .last(Fact.Closed.class)
        .flatMap(closed -> closedAt(chain))
        .ifPresent(
            seconds -> lines.add("It took " + seconds + " s from the alarm to this outcome."));
    chain
        .facts(Fact.Assigned.class)
        .map(assigned -> "Still owed by the " + assigned.owner() + ": " + assigned.because())
        .forEach(lines::add);
    recoverabilities.stream().map(Recoverability::says).forEach(lines::add);
    lines.add(next(outcome, chain));
    planLocation.ifPresent(location -> lines.add("Plan: " + location));
    lines.add("Incident " + incident.id());
    return new Notice(
        ascii(outcome + ": " + String.join(", ", incident.targetIds())), String.join("\n", lines));
  }

  /**
   * The notice of an incident whose ledger cannot be believed.
   *
   * @param incident the incident
   * @param because where the ledger does not hold
   * @return the notice
   */
  public static Notice ofTampering(Incident incident, String because) {
    return new Notice(
        ascii("ESCALATED: " + String.join(", ", incident.targetIds())),
        String.join(
            "\n",
            because,
            "Somebody has changed it. Look at the table's history, and at what was changed on the"
                + " targets.",
            "Next: a person must act now.",
            "Incident " + incident.id()));
  }

  /**
   * The question whether a plan may be carried out.
   *
   * @param incident the incident
   * @param summary what the plan does
   * @param approvals how many people must approve
   * @param seconds how long the answer can be waited for
   * @param planLocation where the plan can be read
   * @return the notice
   */
  public static Notice ofApproval(
      Incident incident, String summary, int approvals, long seconds, String planLocation) {
    return new Notice(
        ascii("APPROVE? " + String.join(", ", incident.targetIds())),
        String.join(
            "\n",
            summary,
            approvals + " must approve within " + seconds + " s, or a person has to act.",
            "Plan: " + planLocation,
            "Incident " + incident.id()));
  }

  private static boolean succeeded(Chain chain, Fact.Intent intent) {
    return chain.result(intent.callId()).filter(Fact.Result::succeeded).isPresent();
  }

  private static Optional<Long> closedAt(Chain chain) {
    Optional<Fact.Opened> opened = chain.facts(Fact.Opened.class).findFirst();
    return chain.entries().stream()
        .filter(entry -> entry.fact() instanceof Fact.Closed)
        .findFirst()
        .flatMap(
            entry -> opened.map(first -> Duration.between(first.since(), entry.at()).toSeconds()));
  }

  private static String next(Outcome outcome, Chain chain) {
    boolean pinned =
        chain
            .facts(Fact.Intent.class)
            .anyMatch(intent -> intent.operation().equals("StartInstanceRefresh"));
    return switch (outcome) {
      case RECOVERED ->
          pinned
              ? "Next: the group is pinned to the good version's number. Fix the bad version before"
                  + " you deploy again, then let the group follow its alias again."
              : "Next: find who or what changed the settings, before it does so again.";
      case NOT_NEEDED -> "Next: nothing is needed. Look why the alarm went off.";
      case DECLINED -> "Next: nothing was changed. Carry out the plan by hand, or change the mode.";
      case UNDONE -> "Next: a person must act. What was changed has been taken back.";
      case ESCALATED -> "Next: a person must act now.";
      case CANCELLED -> "Next: a person stopped this and must see it through.";
    };
  }

  private static String ascii(String text) {
    String safe = text.replaceAll("[^\\x20-\\x7E]", "?");
    return safe.length() <= SUBJECT_MAX ? safe : safe.substring(0, SUBJECT_MAX - 3) + "...";
  }
}
