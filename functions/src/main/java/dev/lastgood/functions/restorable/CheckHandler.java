package dev.lastgood.functions.restorable;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LostSource;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.StackBody;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at every target, on schedule, whether it could be recovered now, and keeps and counts what
 * it finds: a point that was good when it was taken may have lost its image since.
 */
public final class CheckHandler extends JsonHandler<CheckHandler.Input, CheckHandler.Output> {
  private static final Log LOG = Log.of(CheckHandler.class);

  private final Platform platform;
  private final PointSearch points;
  private final FactsReader facts;
  private final LaunchTrial trial;
  private final StackLook stacks;
  private final Recoverabilities kept;
  private final Incidents incidents;
  private final InstantSource clock;

  /** As Lambda makes it. */
  public CheckHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public CheckHandler(Platform platform) {
    super(Input.class);
    this.platform = platform;
    this.points = new PointSearch(platform);
    this.facts = new FactsReader(platform);
    this.trial = new LaunchTrial(platform);
    this.stacks = new StackLook(platform);
    this.kept = new Recoverabilities(platform);
    this.incidents = new Incidents(platform);
    this.clock = platform.clock();
  }

  /**
   * What to look at.
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
   * @param targets what was found of each target, by its id
   */
  public record Output(Map<String, String> targets) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Check.targets(input.targetIds(), platform.configuration());
    Map<String, String> sentences = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (Target target : platform.configuration().targets()) {
      if (!input.targetIds().isEmpty() && !input.targetIds().contains(target.id())) {
        continue;
      }
      try {
        sentences.put(target.id(), check(target));
      } catch (RuntimeException failure) {
        // One target that cannot be looked at must not hide what is found of the others.
        LOG.error("Target " + target.id() + " could not be looked at.", failure);
        failures.add(target.id() + ": " + failure.getMessage());
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("Not looked at: " + String.join("; ", failures));
    }
    return new Output(sentences);
  }

  private String check(Target target) {
    String targetId = target.id();
    if (incidents.incidentOf(targetId).isPresent()) {
      // A recovery itself takes the addresses and the quota that the next one would need.
      kept.find(targetId).ifPresent(this::count);
      return "In an incident: as it was found before.";
    }
    return switch (points.newest(target.id(), body -> look(target, body))) {
      case PointSearch.Result.None none when none.passedOver().isEmpty() -> {
        // Nothing is counted: that a target has no good point yet is told by its point's age.
        Recoverability found = notRecoverable(targetId, "It has no good recovery point yet.");
        kept.keep(found);
        yield found.says();
      }
      case PointSearch.Result.None none ->
          keepAndCount(notRecoverable(targetId, String.join(" ", none.passedOver())));
      case PointSearch.Result.Found found -> {
        if (!found.unseen().isEmpty()) {
          // Neither is said: a check that cannot see must not go unnoticed.
          throw new IllegalStateException(String.join(" ", found.unseen()));
        }
        yield keepAndCount(recoverable(targetId, found));
      }
    };
  }

  private Restorability look(Target target, PointBody body) {
    return switch (body) {
      case GroupBody group -> look(group);
      case StackBody stack -> stacks.look(stack, target.assetPlaces());
    };
  }

  /** Whether it exists first: what does not exist need not be tried. */
  private Restorability look(GroupBody body) {
    Needs needs = Needs.of(body);
    Facts found = facts.read(body, needs);
    Restorability quick = Restorability.judge(needs, found);
    return quick instanceof Restorability.NotRestorable
        ? quick
        : Restorability.judge(needs, found.with(trial.of(body, needs, found)));
  }

  private Recoverability recoverable(String targetId, PointSearch.Result.Found found) {
    List<String> sentences = new ArrayList<>();
    sentences.add("It can go back to its good point of " + found.body().capturedAt() + ".");
    for (LostSource.Version lost : found.toBeMadeAgain()) {
      sentences.add(lost.says() + " It can be made again from the point's data.");
    }
    sentences.addAll(found.passedOver());
    sentences.addAll(found.notLookedFor());
    return new Recoverability(
        targetId,
        true,
        String.join(" ", sentences),
        Optional.of(found.record().identity()),
        clock.instant());
  }

  private Recoverability notRecoverable(String targetId, String because) {
    return new Recoverability(targetId, false, because, Optional.empty(), clock.instant());
  }

  private String keepAndCount(Recoverability found) {
    if (kept.keep(found)) {
      count(found);
    }
    return found.says();
  }

  private void count(Recoverability found) {
    platform.metric(
        "Recoverable", found.recoverable() ? 1 : 0, "Count", Map.of("Target", found.targetId()));
  }
}
