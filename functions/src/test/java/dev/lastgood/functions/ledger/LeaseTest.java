package dev.lastgood.functions.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A lease")
class LeaseTest {
  @Test
  @DisplayName("covers a call only where it outlives the function and the call together")
  void covers() {
    Lease lease = new Lease("web", "incident", 1, Fixtures.NOW.plusSeconds(28));
    Duration call = Duration.ofSeconds(8);
    assertTrue(lease.covers(Fixtures.NOW, Duration.ofMillis(19_999), call));
    assertFalse(lease.covers(Fixtures.NOW, Duration.ofSeconds(20), call));
    assertFalse(lease.covers(Fixtures.NOW.plusSeconds(60), Duration.ZERO, Duration.ZERO));
  }

  @Test
  @DisplayName("that covers a call has not ended when the call has, whenever the function is ended")
  void neverOutlasted() {
    Random random = new Random(1);
    int covered = 0;
    for (int run = 0; run < 10_000; run++) {
      Duration left = Duration.ofMillis(random.nextInt(60_000));
      Duration call = Duration.ofMillis(random.nextInt(10_000));
      Lease lease =
          new Lease("web", "incident", 1, Fixtures.NOW.plusMillis(random.nextInt(90_000)));
      if (lease.covers(Fixtures.NOW, left, call)) {
        covered++;
        Instant callBegins = Fixtures.NOW.plusMillis(random.nextLong(left.toMillis() + 1));
        assertTrue(callBegins.plus(call).isBefore(lease.expiresAt()));
      }
    }
    assertTrue(covered > 1000, covered + " were covered");
    assertEquals(Duration.ofSeconds(90), Lease.DURATION);
  }
}
