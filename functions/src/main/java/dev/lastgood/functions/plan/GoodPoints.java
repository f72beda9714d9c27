package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStatus;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.SealCheck;
import dev.lastgood.functions.point.SourceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses what a target is brought back to: the newest good point that can be restored. */
final class GoodPoints {
  private final PointStore points;
  private final SourceReader sources;

  /**
   * The good points.
   *
   * @param platform where its clients come from
   */
  GoodPoints(Platform platform) {
    this.points = new PointStore(platform);
    this.sources = new SourceReader(platform);
  }

  /**
   * The newest good point that can be restored. A point that cannot is passed over for the next.
   *
   * @param target the target
   * @return the point's body, its seal checked, or what stands in the way of each
   */
  Situation.Goal newest(Target target) {
    List<String> obstacles = new ArrayList<>();
    for (PointRecord record : points.points(target.id())) {
      if (record.status() != PointStatus.GOOD) {
        continue;
      }
      switch (points.read(record)) {
        case SealCheck.Sound sound -> {
          Optional<String> gone = sources.missing(sound.body());
          if (gone.isEmpty()) {
            return new Situation.Goal.Known(sound.body());
          }
          List<String> deleted = sources.deleted(sound.body());
          if (!deleted.isEmpty()) {
            return new Situation.Goal.Known(sound.body(), deleted);
          }
          obstacles.add(gone.get());
        }
        case SealCheck.Broken broken ->
            obstacles.add("A good point is refused: " + broken.because());
        case SealCheck.Unchecked unchecked ->
            obstacles.add("A good point is not used: " + unchecked.because());
      }
    }
    return new Situation.Goal.None(
        obstacles.isEmpty()
            ? "It is unprotected, because it has no good recovery point yet."
            : String.join(" ", obstacles));
  }
}
