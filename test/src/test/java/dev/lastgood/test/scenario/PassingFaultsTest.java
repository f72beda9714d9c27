package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What passes by itself")
class PassingFaultsTest {
  private static final Duration OUTAGE = Duration.ofSeconds(100);

  @ParameterizedTest(name = "{0} from {1} on")
  @CsvSource({
    "dynamodb, LeaseTaken",
    "dynamodb, Planned",
    "dynamodb, BackedUp",
    "dynamodb, Intent",
    "dynamodb, ActionEnded",
    "s3, LeaseTaken",
    "s3, Planned",
    "s3, ActionEnded",
    "kms, LeaseTaken"
  })
  @DisplayName("an outage of a service that keeps our state is waited out, and ends no recovery")
  void outage(String service, String fact) {
    boolean[] broken = {false};
    Staging staging =
        Staging.of(Staging.BAD_TEMPLATE)
            .upon(
                Fact.class,
                (world, written) -> {
                  if (!broken[0] && written.getClass().getSimpleName().equals(fact)) {
                    broken[0] = true;
                    Instant now = world.time().now();
                    world.faults().breakDown(Set.of(service), now, now.plus(OUTAGE));
                  }
                })
            .run(1);
    assertEquals(true, broken[0]);
    assertEquals(List.of(), staging.result().violations());
    assertEquals("RECOVERED", staging.result().outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad-launch-template", "capacity-zeroed", "stack-update-breaks-service"})
  @DisplayName("wrong clocks, one for each environment, do not have anything be verified too early")
  void clocks(String scenario) {
    for (long seed = 1; seed <= 10; seed++) {
      Staging staging =
          Staging.of(scenario).faults(FaultSettings.NONE.with(Fault.CLOCK_SKEW, 1)).run(seed);
      assertEquals(List.of(), staging.result().violations(), "seed " + seed);
    }
  }
}
