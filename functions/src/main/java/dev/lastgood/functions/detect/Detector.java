package dev.lastgood.functions.detect;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.LastIncident;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Decides what an alarm leads to; has no effects. */
public final class Detector {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private Detector() {}

  /**
   * Decides.
   *
   * @param alarm the alarm as CloudWatch describes it now, not as an event told
   * @param standings every target that names the alarm
   * @param now the present
   * @return what to do, and why
   */
  public static Decision decide(AlarmReading alarm, List<Standing> standings, Instant now) {
    if (alarm.state() != AlarmReading.State.ALARM) {
      return new Decision.Nothing("The alarm " + alarm.name() + " is " + alarm.state() + " now.");
    }
    if (standings.isEmpty()) {
      return new Decision.Nothing("No target names the alarm " + alarm.name() + ".");
    }
    List<Standing> free = new ArrayList<>();
    Optional<String> open = Optional.empty();
    String covered = "";
    for (Standing standing : standings) {
      if (standing.openIncident().isPresent()) {
        open = open.or(standing::openIncident);
      } else if (isCovered(standing, alarm)) {
        covered = standing.lastIncident().orElseThrow().incidentId();
      } else {
        free.add(standing);
      }
    }
    if (!free.isEmpty()) {
      return new Decision.Open(
          incident(alarm, free, now),
          "The alarm "
              + alarm.name()
              + " has been in ALARM since "
              + alarm.transitionedAt()
              + " and speaks for "
              + String.join(", ", ids(free))
              + ".");
    }
    return open.<Decision>map(
            id ->
                new Decision.Join(
                    id, "Every target of the alarm " + alarm.name() + " is in an incident."))
        .orElse(
            new Decision.Nothing(
                "The alarm "
                    + alarm.name()
                    + " went off before incident "
                    + covered
                    + " ended, and belongs to it."));
  }

  /**
   * Decides about a stack.
   *
   * @param failure the stack as CloudFormation describes it now, not as an event told
   * @param standing how its target stands
   * @param now the present
   * @return what to do, and why
   */
  public static Decision decide(StackFailure failure, Standing standing, Instant now) {
    if (standing.openIncident().isPresent()) {
      return new Decision.Join(
          standing.openIncident().get(),
          "The target " + standing.target().id() + " is in an incident.");
    }
    Optional<String> covering =
        standing
            .lastIncident()
            .filter(last -> !failure.since().isAfter(last.closedAt()))
            .map(LastIncident::incidentId);
    if (covering.isPresent()) {
      return new Decision.Nothing(
          failure.says() + " before incident " + covering.get() + " ended, and belongs to it.");
    }
    Target target = standing.target();
    List<String> targetIds = List.of(target.id());
    return new Decision.Open(
        new Incident(
            id(failure.stackId() + " " + failure.status(), failure.since(), targetIds),
            targetIds,
            "",
            failure.since(),
            // From CloudFormation's own timestamp: however late the event came, it failed then.
            failure.since().plus(Duration.ofSeconds(target.deadlineSeconds())),
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.of(failure.says())),
        failure.says() + " at " + failure.since() + ", and is the target " + target.id() + ".");
  }

  /** An alarm that went off before an incident ended was that incident's to see. */
  private static boolean isCovered(Standing standing, AlarmReading alarm) {
    return standing
        .lastIncident()
        .filter(last -> !alarm.transitionedAt().isAfter(last.closedAt()))
        .isPresent();
  }

  private static Incident incident(AlarmReading alarm, List<Standing> free, Instant now) {
    int deadlineSeconds =
        free.stream().mapToInt(standing -> standing.target().deadlineSeconds()).min().orElseThrow();
    List<String> targetIds = ids(free);
    return new Incident(
        id(alarm.name(), alarm.transitionedAt(), targetIds),
        targetIds,
        alarm.name(),
        alarm.transitionedAt(),
        // From the alarm's own timestamp: however late the event came, the users waited since then.
        alarm.transitionedAt().plus(Duration.ofSeconds(deadlineSeconds)),
        now,
        Optional.empty());
  }

  private static List<String> ids(List<Standing> standings) {
    return standings.stream().map(standing -> standing.target().id()).sorted().toList();
  }

  /** A function of the cause, when and for whom: the same event twice is the same incident. */
  static String id(String cause, Instant since, List<String> targetIds) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((cause + "\n" + since + "\n" + targetIds).getBytes(StandardCharsets.UTF_8));
      return ID_TIME.format(since) + "-" + HexFormat.of().formatHex(hash).substring(0, 10);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }
}
