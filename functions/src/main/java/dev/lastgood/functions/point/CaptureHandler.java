package dev.lastgood.functions.point;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmChange;
import dev.lastgood.functions.detect.AlarmReader;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.handler.Recent;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.stack.AssetFingerprints;
import dev.lastgood.functions.stack.StackState;
import dev.lastgood.functions.stack.StackTemplate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Captures every target, on schedule: adopts what it has not seen, lets it soak, and promotes it
 * once it has run quietly long enough.
 */
public final class CaptureHandler extends JsonHandler<CaptureHandler.Input, CaptureHandler.Output> {
  private static final Log LOG = Log.of(CaptureHandler.class);

  private static final String PROMOTED = "Promoted to good.";
  private static final int IDENTITIES_KEPT = 1000;

  private final Platform platform;
  private final GroupReader groups;
  private final TargetReader targetReader;
  private final AlarmReader alarms;
  private final PointStore points;
  private final AssetFingerprints fingerprints;
  private final Incidents incidents;
  private final InstantSource clock;

  /** Most captures find what the one before found: its identity need not be worked out again. */
  private final Recent<Object, String> identities = new Recent<>(IDENTITIES_KEPT);

  /** As Lambda makes it. */
  public CaptureHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public CaptureHandler(Platform platform) {
    super(Input.class);
    this.platform = platform;
    this.groups = new GroupReader(platform);
    this.targetReader = new TargetReader(platform);
    this.alarms = new AlarmReader(platform);
    this.points = new PointStore(platform);
    this.fingerprints = new AssetFingerprints(platform);
    this.incidents = new Incidents(platform);
    this.clock = platform.clock();
  }

  /**
   * What to capture.
   *
   * @param targetIds the targets; all where there are none
   */
  public record Input(List<String> targetIds) {
    /** Takes a missing list for an empty one. */
    public Input {
      targetIds = Check.names(targetIds, "targetIds");
    }
  }

  /**
   * What came of it.
   *
   * @param targets a sentence a target, by its id
   * @param unprotected the targets without a good point, and why, by id
   */
  public record Output(Map<String, String> targets, Map<String, String> unprotected) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Check.targets(input.targetIds(), platform.configuration());
    Map<String, String> sentences = new java.util.TreeMap<>();
    Map<String, String> unprotected = new java.util.TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (Target target : platform.configuration().targets()) {
      if (!input.targetIds().isEmpty() && !input.targetIds().contains(target.id())) {
        continue;
      }
      try {
        Capture capture = capture(target);
        sentences.put(target.id(), capture.says());
        capture
            .unprovenSeconds()
            .ifPresent(
                seconds ->
                    platform.metric(
                        "GoodPointAgeSeconds", seconds, "Seconds", Map.of("Target", target.id())));
        if (!capture.isProtected()) {
          unprotected.put(target.id(), capture.says());
        }
      } catch (RuntimeException failure) {
        // One target that cannot be read must not leave the others without a point.
        LOG.error("Target " + target.id() + " could not be captured.", failure);
        failures.add(target.id() + ": " + failure.getMessage());
      }
    }
    platform.metric("UnprotectedTargets", unprotected.size() + failures.size(), "Count");
    if (!failures.isEmpty()) {
      throw new IllegalStateException("Not captured: " + String.join("; ", failures));
    }
    return new Output(sentences, unprotected);
  }

  /**
   * What came of capturing one target.
   *
   * @param says it in a sentence
   * @param isProtected whether it has a good point
   * @param unprovenSeconds since when what runs has not been a good point: 0 where it is one, empty
   *     where that could not be seen
   */
  private record Capture(String says, boolean isProtected, OptionalLong unprovenSeconds) {}

  private Capture capture(Target target) {
    List<PointRecord> known = points.points(target.id());
    boolean protectedBefore = known.stream().anyMatch(CaptureHandler::isGood);
    if (incidents.incidentOf(target.id()).isPresent()) {
      return new Capture(
          "In an incident: nothing is captured until it is closed.",
          protectedBefore,
          OptionalLong.empty());
    }
    return switch (targetReader.readWhole(target)) {
      case Reading.Unreadable unreadable ->
          new Capture(unreadable.because(), protectedBefore, OptionalLong.empty());
      case Reading.Captured captured -> {
        String says = weigh(target, captured, known);
        boolean promoted = says.equals(PROMOTED);
        yield new Capture(
            says,
            protectedBefore || promoted,
            OptionalLong.of(promoted ? 0 : unprovenSeconds(captured.body(), known)));
      }
    };
  }

  private Quiet quiet(Target target, Reading.Captured captured) {
    List<AlarmReading> readings = alarms.read(target.alarmNames());
    return switch (captured) {
      case Reading.Group group ->
          Quiet.judge(
              group.body().fleet(),
              groups.activeRefresh(group.body().groupName()).isPresent(),
              readings);
      case Reading.Stack stack -> {
        StackState state = stack.body().state();
        yield Quiet.judge(state, groups.ofStack(state.groupNames()), readings);
      }
    };
  }

  private long unprovenSeconds(PointBody body, List<PointRecord> known) {
    String identity = identity(body);
    return known.stream()
        .filter(record -> record.identity().equals(identity))
        .findFirst()
        .map(
            record ->
                isGood(record)
                    ? 0L
                    : Duration.between(record.firstSeenAt(), clock.instant()).toSeconds())
        .orElse(0L);
  }

  private String weigh(Target target, Reading.Captured captured, List<PointRecord> known) {
    PointBody body = captured.body();
    Instant now = clock.instant();
    String identity = identity(body);
    Optional<PointRecord> existing =
        known.stream().filter(record -> record.identity().equals(identity)).findFirst();
    Quiet quiet = quiet(target, captured);
    for (PointRecord other : known) {
      // Another configuration runs now: whatever soaked before has to begin again.
      if (!other.identity().equals(identity) && other.quietSince().isPresent()) {
        points.index(other.with(other.status(), Optional.empty(), other.promotedAt()));
      }
    }
    Soak.Step step =
        Soak.judge(
            existing,
            body.desiredCapacity(),
            quiet.isQuiet(),
            now,
            Duration.ofSeconds(target.soakSeconds()));
    return switch (step) {
      case Soak.Step.Adopt adopt -> {
        points.index(
            new PointRecord(
                target.id(),
                identity,
                PointStatus.CANDIDATE,
                points.keep(withFingerprints(target, captured)),
                body.desiredCapacity(),
                now,
                adopt.quietSince(),
                Optional.empty()));
        yield "A new candidate." + because(quiet);
      }
      case Soak.Step.Update update -> {
        points.index(update.record());
        yield quiet.isQuiet() ? "Its soak begins." : "Its soak is broken." + because(quiet);
      }
      case Soak.Step.Renew renew -> {
        points.index(renew.record().withBody(points.keep(captured), body.desiredCapacity()));
        yield "Its capacity was renewed.";
      }
      case Soak.Step.Promote promote -> promote(target, promote, known, now);
      case Soak.Step.Keep _ -> "Unchanged." + because(quiet);
    };
  }

  /** Once a point, not once a capture: it costs a call for each asset. */
  private Reading.Captured withFingerprints(Target target, Reading.Captured captured) {
    return switch (captured) {
      case Reading.Group group -> group;
      case Reading.Stack(StackBody body, StackTemplate template) ->
          new Reading.Stack(
              body.withAssetFingerprints(
                  fingerprints.read(body.capture(template), target.assetPlaces())),
              template);
    };
  }

  private String identity(PointBody body) {
    Object configuration =
        switch (body) {
          case GroupBody group -> group.configuration();
          case StackBody stack -> stack.configuration();
        };
    return identities.get(configuration, _ -> body.identity());
  }

  private String promote(
      Target target, Soak.Step.Promote promote, List<PointRecord> known, Instant now) {
    List<String> wentOff = new ArrayList<>();
    Instant quietFrom = now;
    for (String alarm : target.alarmNames()) {
      List<AlarmChange> changes = alarms.changesSince(alarm, promote.quietSince());
      if (changes.stream().anyMatch(change -> change.state() == AlarmReading.State.ALARM)) {
        wentOff.add(alarm);
        // By a clock that is slow, what is over would be in the next soak, too.
        Instant last = changes.getLast().at();
        quietFrom = last.isAfter(quietFrom) ? last : quietFrom;
      }
    }
    if (!wentOff.isEmpty()) {
      PointRecord record = promote.record();
      points.index(record.with(record.status(), Optional.of(quietFrom), record.promotedAt()));
      return "Its soak begins again, because of what went off between captures: "
          + String.join(", ", wentOff)
          + ".";
    }
    points.index(
        promote.record().with(PointStatus.GOOD, promote.record().quietSince(), Optional.of(now)));
    for (PointRecord oldest : Soak.surplus(known, promote.record(), target.pointsKept())) {
      points.index(oldest.with(PointStatus.RETIRED, Optional.empty(), oldest.promotedAt()));
    }
    LOG.info("Target " + target.id() + " has a new good point " + promote.record().identity());
    return PROMOTED;
  }

  private static boolean isGood(PointRecord record) {
    return record.status() == PointStatus.GOOD;
  }

  private static String because(Quiet quiet) {
    return quiet.isQuiet() ? "" : " " + String.join(" ", quiet.disturbances());
  }
}
