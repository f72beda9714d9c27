package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.restorable.FactsReader;
import dev.lastgood.functions.restorable.Needs;
import dev.lastgood.functions.restorable.PointSearch;
import dev.lastgood.functions.restorable.Restorability;
import dev.lastgood.functions.restorable.StackLook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses what a target is brought back to: the newest good point that can be restored, as far as
 * that is quick to see and certain. What could not be seen speaks against no point: an incident is
 * no time to give up for want of an answer.
 */
final class GoodPoints {
  private static final Log LOG = Log.of(GoodPoints.class);

  private final PointSearch points;
  private final FactsReader facts;
  private final StackLook stacks;

  /**
   * The good points.
   *
   * @param platform where its clients come from
   */
  GoodPoints(Platform platform) {
    this.points = new PointSearch(platform);
    this.facts = new FactsReader(platform);
    this.stacks = new StackLook(platform);
  }

  /**
   * The newest good point that can be restored. A point that cannot is passed over for the next.
   *
   * @param target the target
   * @param trusted which of the good points come into question
   * @return the point's body, its seal checked, or what stands in the way of each
   */
  Goal<GroupBody> newestOfGroup(Target target, Predicate<PointRecord> trusted) {
    return newest(target, trusted, GroupBody.class);
  }

  /**
   * The newest good point of a stack that can be restored.
   *
   * @param target the target
   * @param trusted which of the good points come into question
   * @return the point's body, its seal checked, or what stands in the way of each
   */
  Goal<StackBody> newestOfStack(Target target, Predicate<PointRecord> trusted) {
    return newest(target, trusted, StackBody.class);
  }

  private <B extends PointBody> Goal<B> newest(
      Target target, Predicate<PointRecord> trusted, Class<B> type) {
    return switch (points.newestPossible(target.id(), trusted, body -> look(target, body, type))) {
      case PointSearch.Result.None none when none.passedOver().isEmpty() ->
          new Goal.None<>("It is unprotected, because it has no good recovery point yet.");
      case PointSearch.Result.None none -> new Goal.None<>(String.join(" ", none.passedOver()));
      case PointSearch.Result.Found found -> {
        List<String> said = new ArrayList<>(found.passedOver());
        said.addAll(found.unseen());
        said.forEach(LOG::info);
        yield new Goal.Known<>(type.cast(found.body()), places(found));
      }
    };
  }

  private Restorability look(Target target, PointBody body, Class<? extends PointBody> type) {
    if (!type.isInstance(body)) {
      return new Restorability.NotRestorable(
          List.of(
              "It was captured when the target was something else, " + body.resourceName() + "."));
    }
    return switch (body) {
      case GroupBody group -> {
        Needs needs = Needs.of(group);
        yield Restorability.judge(needs, facts.read(group, needs));
      }
      case StackBody stack -> stacks.look(stack, target.assetPlaces());
    };
  }

  /** Every place that names a version which has to be made again. */
  private static List<String> places(PointSearch.Result.Found found) {
    return switch (found.body()) {
      case StackBody _ -> List.of();
      case GroupBody group ->
          group.launchNames().templates().stream()
              .filter(
                  named ->
                      found.toBeMadeAgain().stream().anyMatch(lost -> lost.named().isSameAs(named)))
              .map(LaunchNames.TemplateVersion::place)
              .toList();
    };
  }
}
