package dev.lastgood.functions.notify;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.KeptSnapshot;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.restorable.Recoverability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people are told, in words that fit a phone's screen.
 *
 * @param subject what happened, in at most 100 ASCII characters, as SNS asks
 * @param text what changed, what was done, and what is to be done next
 */
public record Notice(String subject, String text) {
  private static final int SUBJECT_MAX = 100;

  /** A phone's screen holds no more of each; the plan and the ledger hold all. */
  private static final int CHANGES_MAX = 4;

  private static final int DONE_MAX = 6;

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
    lines.addAll(changed(chain));
    lines.addAll(done(chain));
    KeptSnapshot.in(chain).stream()
        .map(
            snapshot ->
                "Snapshot: "
                    + snapshot.snapshotId()
                    + " of "
                    + snapshot.of()
                    + "; it is kept, and costs until you delete it.")
        .forEach(lines::add);
    pinned(chain).forEach((targetId, to) -> lines.add("Pinned: " + targetId + " to " + to + "."));
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

  /** What had changed since the good points, as the first plan found it. */
  private static List<String> changed(Chain chain) {
    return chain
        .facts(Fact.Planned.class)
        .filter(planned -> !planned.changes().isEmpty())
        .findFirst()
        .map(
            planned ->
                planned.changes().entrySet().stream()
                    .map(target -> "Changed: " + target.getKey() + ": " + some(target.getValue()))
                    .toList())
        .orElse(List.of());
  }

  private static String some(List<Change> changes) {
    String first =
        changes.stream()
            .limit(CHANGES_MAX)
            .map(change -> change.field() + " " + change.good() + " to " + change.bad())
            .collect(Collectors.joining(", "));
    int more = changes.size() - CHANGES_MAX;
    return more > 0 ? first + " and " + more + " more, see the plan." : first + ".";
  }

  private static List<String> done(Chain chain) {
    List<String> done =
        chain
            .facts(Fact.Intent.class)
            .filter(intent -> succeeded(chain, intent))
            .map(intent -> "Done: " + intent.says())
            .toList();
    if (done.size() <= DONE_MAX) {
      return done;
    }
    List<String> some = new ArrayList<>(done.subList(0, DONE_MAX - 1));
    some.add("Done: " + (done.size() - DONE_MAX + 1) + " calls more, see the ledger.");
    return some;
  }

  /** What refreshes of ours left the groups at: a number, where they may have followed an alias. */
  private static SortedMap<String, String> pinned(Chain chain) {
    SortedMap<String, String> pinned = new TreeMap<>();
    chain
        .facts(Fact.Intent.class)
        .filter(intent -> intent.operation().equals("StartInstanceRefresh"))
        .filter(intent -> succeeded(chain, intent))
        .flatMap(intent -> intent.obligations().stream())
        .forEach(
            obligation -> {
              if (obligation instanceof Obligation.WatchRefresh watch) {
                pinned.put(watch.targetId(), watch.goesTo());
              }
            });
    return pinned;
  }

  private static String next(Outcome outcome, Chain chain) {
    String release = " The hold stands until you release it: lastgood hold release.";
    return switch (outcome) {
      case RECOVERED ->
          pinned(chain).isEmpty()
              ? "Next: find who or what changed it, before it does so again." + release
              : "Next: fix the bad version before you deploy again, then let the group follow its"
                  + " alias again."
                  + release;
      case NOT_NEEDED -> "Next: nothing is needed. Look why it came to this.";
      case DECLINED -> "Next: nothing was changed. Carry out the plan by hand, or change the mode.";
      case UNDONE -> "Next: a person must act. What was changed has been taken back." + release;
      case ESCALATED ->
          chain.facts(Fact.Intent.class).findAny().isPresent()
              ? "Next: a person must act now: see what was done, above, and the plan." + release
              : "Next: a person must act now. Nothing was changed.";
      case CANCELLED -> "Next: a person stopped this and must see it through.";
    };
  }

  private static String ascii(String text) {
    String safe = text.replaceAll("[^\\x20-\\x7E]", "?");
    return safe.length() <= SUBJECT_MAX ? safe : safe.substring(0, SUBJECT_MAX - 3) + "...";
  }
}
