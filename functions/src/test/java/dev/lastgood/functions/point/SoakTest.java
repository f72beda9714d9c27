package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The soak of a recovery point")
class SoakTest {
  private static final Instant NOW = Fixtures.NOW;
  private static final Duration SOAK = Duration.ofHours(1);

  private static PointRecord record(PointStatus status, Optional<Instant> quietSince) {
    return new PointRecord(
        "web",
        "identity",
        status,
        new Seal("sha", "mac", NOW.minus(Duration.ofDays(1)), 1),
        10,
        NOW.minus(Duration.ofDays(1)),
        quietSince,
        status == PointStatus.CANDIDATE
            ? Optional.empty()
            : Optional.of(NOW.minus(Duration.ofHours(9))));
  }

  private static Soak.Step judge(PointRecord record, int desiredCapacity, boolean quiet) {
    return Soak.judge(Optional.of(record), desiredCapacity, quiet, NOW, SOAK);
  }

  @Test
  @DisplayName("what was never seen is adopted, its soak begun only where all is quiet")
  void adopts() {
    assertEquals(
        new Soak.Step.Adopt(Optional.of(NOW)), Soak.judge(Optional.empty(), 10, true, NOW, SOAK));
    assertEquals(
        new Soak.Step.Adopt(Optional.empty()), Soak.judge(Optional.empty(), 10, false, NOW, SOAK));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(PointStatus.class)
  @DisplayName("a disturbance breaks a soak that had begun, and the status stays")
  void broken(PointStatus status) {
    Soak.Step.Update update =
        assertInstanceOf(
            Soak.Step.Update.class, judge(record(status, Optional.of(NOW.minus(SOAK))), 10, false));
    assertEquals(Optional.empty(), update.record().quietSince());
    assertEquals(status, update.record().status());
    assertInstanceOf(Soak.Step.Keep.class, judge(record(status, Optional.empty()), 10, false));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(PointStatus.class)
  @DisplayName("quiet begins a soak that had not begun")
  void begins(PointStatus status) {
    Soak.Step.Update update =
        assertInstanceOf(Soak.Step.Update.class, judge(record(status, Optional.empty()), 10, true));
    assertEquals(Optional.of(NOW), update.record().quietSince());
    assertEquals(status, update.record().status());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(value = PointStatus.class, names = "GOOD", mode = EnumSource.Mode.EXCLUDE)
  @DisplayName(
      "whatever is not good is promoted once the whole soak was quiet, not a moment before")
  void promotes(PointStatus status) {
    Instant whole = NOW.minus(SOAK);
    assertEquals(
        new Soak.Step.Promote(record(status, Optional.of(whole)), whole),
        judge(record(status, Optional.of(whole)), 10, true));
    assertInstanceOf(
        Soak.Step.Keep.class, judge(record(status, Optional.of(whole.plusNanos(1))), 10, true));
  }

  @Test
  @DisplayName("a good point is kept, and renewed where another capacity has soaked")
  void renews() {
    PointRecord soaked = record(PointStatus.GOOD, Optional.of(NOW.minus(Duration.ofHours(10))));
    assertInstanceOf(Soak.Step.Keep.class, judge(soaked, 10, true));
    assertEquals(new Soak.Step.Renew(soaked), judge(soaked, 12, true));
    assertInstanceOf(
        Soak.Step.Keep.class,
        judge(record(PointStatus.GOOD, Optional.of(NOW.minusSeconds(60))), 12, true));
  }

  @Test
  @DisplayName("a good point that runs well again after another ran is the newest good one again")
  void promotesAgain() {
    Instant whole = NOW.minus(SOAK);
    PointRecord back = record(PointStatus.GOOD, Optional.of(whole));
    assertEquals(new Soak.Step.Promote(back, whole), judge(back, 10, true));
    assertInstanceOf(
        Soak.Step.Keep.class,
        judge(record(PointStatus.GOOD, Optional.of(whole.plusNanos(1))), 10, true));
  }

  private static PointRecord good(String identity) {
    PointRecord any = record(PointStatus.GOOD, Optional.empty());
    return new PointRecord(
        any.targetId(),
        identity,
        any.status(),
        any.seal(),
        any.desiredCapacity(),
        any.firstSeenAt(),
        any.quietSince(),
        any.promotedAt());
  }

  @Test
  @DisplayName("the oldest good points are too many, never the one that is promoted again")
  void surplus() {
    List<PointRecord> known = List.of(good("c"), good("b"), good("a"));
    assertEquals(List.of(good("a")), Soak.surplus(known, good("d"), 3));
    assertEquals(List.of(), Soak.surplus(known, good("a"), 3));
    assertEquals(List.of(good("b")), Soak.surplus(known, good("a"), 2));
    assertEquals(known, Soak.surplus(known, good("d"), 1));
  }

  @Test
  @DisplayName("in any history of quiet and noise, nothing is good before a whole quiet soak")
  void neverEarly() {
    int promotions = 0;
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      Duration soak = Duration.ofMinutes(1 + random.nextInt(120));
      Instant now = NOW;
      Instant lastNoise = Instant.MIN;
      Instant firstLook = now;
      Optional<PointRecord> point = Optional.empty();
      for (int look = 0; look < 40; look++) {
        boolean quiet = random.nextInt(12) > 0;
        lastNoise = quiet ? lastNoise : now;
        Soak.Step step = Soak.judge(point, 10, quiet, now, soak);
        switch (step) {
          case Soak.Step.Adopt adopt ->
              point = Optional.of(record(PointStatus.CANDIDATE, adopt.quietSince()));
          case Soak.Step.Update update -> point = Optional.of(update.record());
          case Soak.Step.Promote promote -> {
            promotions++;
            Instant quietFrom = lastNoise.equals(Instant.MIN) ? firstLook : lastNoise;
            assertTrue(
                !quietFrom.plus(soak).isAfter(now),
                "seed " + seed + ": promoted at " + now + ", quiet only since " + quietFrom);
            point =
                Optional.of(
                    promote
                        .record()
                        .with(PointStatus.GOOD, promote.record().quietSince(), Optional.of(now)));
          }
          case Soak.Step.Renew _, Soak.Step.Keep _ -> {}
        }
        now = now.plus(Duration.ofSeconds(1 + random.nextInt(1200)));
      }
    }
    assertTrue(promotions > 1000, "only " + promotions + " promotions were seen");
  }
}
