package dev.lastgood.functions.sweep;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmReader;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.detect.IncidentStarter;
import dev.lastgood.functions.detect.StackFailureReader;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.OwedObligation;
import dev.lastgood.functions.ledger.Unfinished;
import dev.lastgood.functions.notify.Notifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at state every minute: alarms without an incident, incidents without an execution, notices
 * and obligations that are owed. Events only make things faster; this makes them certain.
 */
public final class SweepHandler extends JsonHandler<Map<String, Object>, SweepHandler.Output> {
  private static final Log LOG = Log.of(SweepHandler.class);

  /** People come and go less often than the sweep. */
  private static final int SUBSCRIPTIONS_EVERY_MINUTES = 15;

  private final Platform platform;
  private final Incidents incidents;
  private final IncidentStarter starter;
  private final AlarmReader alarms;
  private final StackFailureReader failures;
  private final Closer closer;
  private final Notifier notifier;
  private final Orphans orphans;
  private final InstantSource clock;
  private final List<String> alarmNames;

  /** As Lambda makes it. */
  public SweepHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public SweepHandler(Platform platform) {
    super((Class) Map.class);
    this.platform = platform;
    this.incidents = new Incidents(platform);
    this.starter = new IncidentStarter(platform);
    this.alarms = new AlarmReader(platform);
    this.failures = new StackFailureReader(platform);
    this.closer = new Closer(platform);
    this.notifier = new Notifier(platform);
    this.orphans = new Orphans(platform, starter);
    this.clock = platform.clock();
    this.alarmNames = platform.configuration().alarmNames();
  }

  /**
   * What was done.
   *
   * @param sentences a sentence for each thing that was out of order
   */
  public record Output(List<String> sentences) {}

  @Override
  public Output handle(Map<String, Object> input, Invocation invocation) {
    List<String> sentences = new ArrayList<>();
    List<RuntimeException> failed = new ArrayList<>();
    Optional<Unfinished> unfinished = attempt(failed, incidents::unfinished);
    // First, for what has lost its execution has waited longest: see docs/deadline.md.
    for (Incident incident : unfinished.map(Unfinished::open).orElse(List.of())) {
      attempt(failed, () -> orphans.look(incident).ifPresent(sentences::add));
    }
    attempt(failed, () -> sweepAlarms(sentences));
    attempt(failed, () -> sweepStacks(sentences));
    unfinished.ifPresent(known -> attempt(failed, () -> measure(known)));
    for (String incidentId : unfinished.map(Unfinished::owedNotices).orElse(List.of())) {
      attempt(failed, () -> incidents.find(incidentId).ifPresent(closer::tell));
    }
    for (OwedObligation owed : unfinished.map(Unfinished::owedObligations).orElse(List.of())) {
      attempt(failed, () -> sweepObligation(owed, sentences, invocation));
    }
    sentences.forEach(LOG::info);
    if (!failed.isEmpty()) {
      // Each thing was tried; the invocation fails so that the failure is seen and counted.
      throw failed.getFirst();
    }
    return new Output(sentences);
  }

  private void measure(Unfinished unfinished) {
    Instant now = clock.instant();
    platform.metric("Sweep", 1, "Count");
    if (now.atZone(ZoneOffset.UTC).getMinute() % SUBSCRIPTIONS_EVERY_MINUTES == 0) {
      notifier
          .confirmedSubscriptions()
          .ifPresent(count -> platform.metric("ConfirmedSubscriptions", count, "Count"));
    }
    platform.metric(
        "IncidentsPastHalf",
        unfinished.open().stream().filter(incident -> isPastHalf(incident, now)).count(),
        "Count");
    platform.metric(
        "OldestIncidentSeconds",
        oldestSeconds(unfinished.open().stream().map(Incident::openedAt), now),
        "Seconds");
    platform.metric(
        "OldestObligationSeconds",
        oldestSeconds(
            unfinished.owedObligations().stream()
                .flatMap(owed -> incidents.find(owed.incidentId()).stream())
                .map(Incident::openedAt),
            now),
        "Seconds");
  }

  private static boolean isPastHalf(Incident incident, Instant now) {
    Duration half = Duration.between(incident.since(), incident.deadline()).dividedBy(2);
    return now.isAfter(incident.since().plus(half));
  }

  private static long oldestSeconds(Stream<Instant> since, Instant now) {
    return since
        .map(instant -> Duration.between(instant, now).toSeconds())
        .max(Comparator.naturalOrder())
        .orElse(0L);
  }

  private void sweepAlarms(List<String> sentences) {
    for (AlarmReading alarm : alarms.read(alarmNames)) {
      if (alarm.state() == AlarmReading.State.ALARM) {
        sentences.add(starter.handle(alarm).because());
      }
    }
  }

  private void sweepStacks(List<String> sentences) {
    List<Target> targets =
        platform.configuration().targets().stream()
            .filter(target -> target.stack().isPresent())
            .toList();
    if (targets.isEmpty()) {
      return;
    }
    List<String> suspects = failures.suspects();
    for (Target target : targets) {
      String stackName = target.stack().orElseThrow().stackName();
      if (suspects.contains(stackName)) {
        failures
            .read(stackName)
            .ifPresent(failure -> sentences.add(starter.handle(failure, target).because()));
      }
    }
  }

  private void sweepObligation(OwedObligation owed, List<String> sentences, Invocation invocation) {
    Incident incident = incidents.find(owed.incidentId()).orElseThrow();
    if (closer.meet(incident, owed.obligation(), invocation)) {
      incidents.obligationMet(owed);
      sentences.add(
          "The obligation "
              + owed.obligation().id()
              + " of incident "
              + owed.incidentId()
              + " was met.");
    }
  }

  private static void attempt(List<RuntimeException> failures, Runnable part) {
    attempt(
        failures,
        () -> {
          part.run();
          return true;
        });
  }

  /** Empty where it failed, which is noted. */
  private static <T> Optional<T> attempt(List<RuntimeException> failures, Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (RuntimeException failure) {
      LOG.error("A part of the sweep failed; the others go on.", failure);
      failures.add(failure);
      return Optional.empty();
    }
  }
}
