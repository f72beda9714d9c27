package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Reading;
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
    this.points = new PointStore(platform);
    this.clock = platform.clock();
    this.configured = configured;
  }

  /**
   * The targets, and the points that they can be brought back to.
   *
   * @param trusted which of the good points come into question
   */
  List<GroupSituation> toRecover(Incident incident, Chain chain, Predicate<PointRecord> trusted) {
    List<GroupSituation> situations = new ArrayList<>();
    for (String targetId : incident.targetIds()) {
      Target target = configured.apply(targetId);
      situations.add(
          situation(target, targets.readWhole(target), goodPoints.newest(target, trusted), chain));
    }
    return situations;
  }

  /** The targets that were changed, and what they were before the first change. */
  List<GroupSituation> toUndo(Incident incident, Chain chain) {
    List<GroupSituation> situations = new ArrayList<>();
    for (String targetId : incident.targetIds()) {
      chain
          .facts(Fact.BackedUp.class)
          .filter(backup -> backup.targetId().equals(targetId))
          .findFirst()
          .ifPresent(
              backup -> {
                GroupBody undoPoint = points.document(backup.undoKey(), GroupBody.class);
                Target changed = configured.apply(targetId).pinnedTo(undoPoint.groupName());
                situations.add(
                    situation(
                        changed,
                        targets.readWhole(changed),
                        undoGoal(targetId, undoPoint, chain),
                        chain));
              });
    }
    return situations;
  }

  /** Where somebody else changes the target, undoing would be in their way. */
  private static GroupSituation.Goal undoGoal(String targetId, GroupBody undoPoint, Chain chain) {
    return chain
        .facts(Fact.ForeignChange.class)
        .filter(foreign -> foreign.targetId().equals(targetId))
        .<GroupSituation.Goal>map(foreign -> new GroupSituation.Goal.None(foreign.because()))
        .findFirst()
        .orElseGet(() -> new GroupSituation.Goal.Known(undoPoint));
  }

  private GroupSituation situation(
      Target target, Reading live, GroupSituation.Goal goal, Chain chain) {
    return switch (live) {
      case Reading.Unreadable _ -> new GroupSituation(target, live, goal);
      case Reading.Captured captured -> {
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
