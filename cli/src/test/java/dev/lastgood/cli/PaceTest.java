package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pace")
class PaceTest {
  private Instant now = Instant.EPOCH;

  private final Pace pace = new Pace(() -> now, wait -> now = now.plus(wait), 3, 2);

  private List<Double> taken(int times) {
    List<Double> taken = new ArrayList<>();
    for (int index = 0; index < times; index++) {
      pace.take();
      taken.add(Duration.between(Instant.EPOCH, now).toMillis() / 1000.0);
    }
    return taken;
  }

  @Test
  @DisplayName("lets some go at once, and then so many a second")
  void steady() {
    assertEquals(List.of(0.0, 0.0, 0.0, 0.5, 1.0, 1.5), taken(6));
  }

  @Test
  @DisplayName("saves up while nothing is asked, and no more than may go at once")
  void saves() {
    taken(6);
    now = Instant.EPOCH.plusSeconds(100);
    assertEquals(List.of(100.0, 100.0, 100.0, 100.5), taken(4));
  }
}
