package dev.lastgood.functions.plan;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStatus;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Reading;
import java.time.Duration;
import java.util.List;

/**
 * Good points that an incident speaks against: an alarm over the very configuration that was
 * promoted within a day speaks against the promotion.
 */
final class Doubts {
  /** How long after its promotion an alarm speaks against a point. */
  private static final Duration TRIAL = Duration.ofDays(1);

  private final PointStore points;

  Doubts(Platform platform) {
    this.points = new PointStore(platform);
  }

  /** Which points of its targets an incident speaks against; nothing is changed. */
  List<PointRecord> of(Incident incident, List<Situation> situations) {
    return situations.stream().flatMap(it -> of(incident, it).stream()).toList();
  }

  private List<PointRecord> of(Incident incident, Situation situation) {
    if (!(situation.live() instanceof Reading.Captured captured)) {
      return List.of();
    }
    List<PointRecord> good =
        points.points(situation.target().id()).stream()
            .filter(record -> record.status() == PointStatus.GOOD)
            .toList();
    if (good.size() < 2) {
      // The last good point is never taken away: a doubtful way back is better than none.
      return List.of();
    }
    String identity = captured.body().identity();
    return good.stream()
        .filter(record -> record.identity().equals(identity))
        .filter(
            record ->
                record
                    .promotedAt()
                    .filter(at -> at.plus(TRIAL).isAfter(incident.since()))
                    .isPresent())
        .toList();
  }

  /** From now on they are not gone back to, until they have soaked again. */
  void suspect(List<PointRecord> doubtful) {
    doubtful.forEach(record -> points.index(record.suspected()));
  }
}
