package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.GroupSelection;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.point.TargetHealthReader;
import dev.lastgood.functions.point.TargetReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads all that planning needs to know of an incident's targets. */
final class SituationReader {
  private final GroupReader groups;
  private final TargetReader targets;
  private final TargetHealthReader targetHealth;
  private final HistoryReader histories;
  private final GoodPoints goodPoints;
  private final StackSituationReader stacks;
  private final PointStore points;
  private final InstantSource clock;
  private final Function<String, Target> configured;

  /**
   * A reader.
   *
   * @param platform where its clients and its clock come from
   * @param configured the target of an id
   */
  SituationReader(Platform platform, Function<String, Target> configured) {
    this.groups = new GroupReader(platform);
    this.targets = new TargetReader(platform);
    this.targetHealth = new TargetHealthReader(platform);
    this.histories = new HistoryReader(platform);
    this.goodPoints = new GoodPoints(platform);
    this.stacks = new StackSituationReader(platform);
    this.points = new PointStore(platform);
    this.clock = platform.clock();
    this.configured = configured;
  }

  /**
   * The targets, and the points that they can be brought back to.
   *
   * @param trusted which of the good points come into question
   */
  List<Situation> toRecover(Incident incident, Chain chain, Predicate<PointRecord> trusted) {
    return incident.targetIds().stream()
        .map(configured)
        .map(target -> toRecover(target, incident, chain, trusted))
        .toList();
  }

  private Situation toRecover(
      Target target, Incident incident, Chain chain, Predicate<PointRecord> trusted) {
    return switch (target.subject()) {
      case GroupSelection group ->
          situation(
              target,
              targets.readWhole(target, group),
              goodPoints.newestOfGroup(target, trusted),
              chain);
      case StackSelection stack ->
          stacks.situation(
              target,
              stack,
              stack.stackName(),
              goodPoints.newestOfStack(target, trusted),
              chain,
              incident.stackFailure().isEmpty());
    };
  }

  /** The targets that were changed, and what they were before the first change. */
  List<Situation> toUndo(Incident incident, Chain chain) {
    List<Situation> situations = new ArrayList<>();
    for (String targetId : incident.targetIds()) {
      chain
          .facts(Fact.BackedUp.class)
          .filter(backup -> backup.targetId().equals(targetId))
          .findFirst()
          .ifPresent(
              backup ->
                  situations.add(toUndo(configured.apply(targetId), backup.undoKey(), chain)));
    }
    return situations;
  }

  private Situation toUndo(Target target, String undoKey, Chain chain) {
    return switch (target.subject()) {
      case GroupSelection _ -> {
        GroupBody undoPoint = points.document(undoKey, GroupBody.class);
        yield situation(
            target.pinnedTo(undoPoint.groupName()),
            targets.readWhole(target, new GroupSelection.Named(undoPoint.groupName())),
            undoGoal(target, undoPoint, chain),
            chain);
      }
      case StackSelection stack -> {
        StackBody undoPoint = points.document(undoKey, StackBody.class);
        yield stacks.situation(
            target, stack, undoPoint.stackId(), undoGoal(target, undoPoint, chain), chain, false);
      }
    };
  }

  /** Where somebody else changes the target, undoing would be in their way. */
  private static <B extends PointBody> Goal<B> undoGoal(Target target, B undoPoint, Chain chain) {
    return chain
        .facts(Fact.ForeignChange.class)
        .filter(foreign -> foreign.targetId().equals(target.id()))
        .<Goal<B>>map(foreign -> new Goal.None<>(foreign.because()))
        .findFirst()
        .orElseGet(() -> new Goal.Known<>(undoPoint));
  }

  private GroupSituation situation(
      Target target, Reading.OfGroup live, Goal<GroupBody> goal, Chain chain) {
    return switch (live) {
      case Reading.Unreadable _ -> new GroupSituation(target, live, goal);
      case Reading.Group captured -> {
        String groupName = captured.body().groupName();
        yield new GroupSituation(
            target,
            live,
            goal,
            groups
                .activeRefresh(groupName)
                .flatMap(refresh -> RolloutReader.of(refresh, captured.body())),
            histories.read(groupName, clock.instant()),
            chain.openObligations().stream()
                .filter(owed -> owed.targetId().equals(target.id()))
                .toList(),
            Set.copyOf(targetHealth.notServing(captured.body())));
      }
    };
  }
}
