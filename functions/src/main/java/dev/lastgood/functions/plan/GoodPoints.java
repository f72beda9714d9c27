package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.restorable.FactsReader;
import dev.lastgood.functions.restorable.Needs;
import dev.lastgood.functions.restorable.PointSearch;
import dev.lastgood.functions.restorable.Restorability;
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

  /**
   * The good points.
   *
   * @param platform where its clients come from
   */
  GoodPoints(Platform platform) {
    this.points = new PointSearch(platform);
    this.facts = new FactsReader(platform);
  }

  /**
   * The newest good point that can be restored. A point that cannot is passed over for the next.
   *
   * @param target the target
   * @param trusted which of the good points come into question
   * @return the point's body, its seal checked, or what stands in the way of each
   */
  GroupSituation.Goal newest(Target target, Predicate<PointRecord> trusted) {
    return switch (points.newestPossible(target.id(), trusted, this::look)) {
      case PointSearch.Result.None none when none.passedOver().isEmpty() ->
          new GroupSituation.Goal.None(
              "It is unprotected, because it has no good recovery point yet.");
      case PointSearch.Result.None none ->
          new GroupSituation.Goal.None(String.join(" ", none.passedOver()));
      case PointSearch.Result.Found found -> {
        List<String> said = new ArrayList<>(found.passedOver());
        said.addAll(found.unseen());
        said.forEach(LOG::info);
        yield new GroupSituation.Goal.Known(found.body(), places(found));
      }
    };
  }

  private Restorability look(GroupBody body) {
    Needs needs = Needs.of(body);
    return Restorability.judge(needs, facts.read(body, needs));
  }

  /** Every place that names a version which has to be made again. */
  private static List<String> places(PointSearch.Result.Found found) {
    return found.body().launchNames().templates().stream()
        .filter(
            named -> found.toBeMadeAgain().stream().anyMatch(lost -> lost.named().isSameAs(named)))
        .map(LaunchNames.TemplateVersion::place)
        .toList();
  }
}
