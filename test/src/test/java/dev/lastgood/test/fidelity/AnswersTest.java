package dev.lastgood.test.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.ModelledOperation;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer of a simulated service")
class AnswersTest {
  private final Watched watched;

  AnswersTest() {
    List<SimulatedService> services = SimulatedService.of(SimulatedService.world());
    this.watched = new Watched(services, Required.ofAnswers(services), SimulatedErrors.common());
  }

  @Test
  @DisplayName("has what its API model requires, values of its lists, and errors of its operation")
  void rehearsed() {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    List<Scenario> scenarios = Rehearsals.scenarios();
    // They call much the same; a third of them is enough, and takes a third of the time.
    for (int i = 0; i < scenarios.size(); i += 3) {
      rehearsals.rehearse(
          scenarios.get(i).name(), 1, FaultSettings.TYPICAL, target -> target, new Watching());
    }
    assertEquals(Set.of(), watched.wrong());
    assertTrue(watched.seen().size() > 50, watched.seen().toString());
  }

  @Test
  @DisplayName("is so too where nothing is there that it could be about")
  void empty() throws Exception {
    Driven.run(
        watched,
        driven -> {
          Required required = Required.ofRequests(driven.services());
          for (SimulatedService service : driven.services()) {
            for (ModelledOperation operation : service.operations()) {
              driven.call(
                  service,
                  operation.method(),
                  new Requests(required, operation.requestType(), false).minimal());
            }
          }
          return null;
        });
    assertEquals(Set.of(), watched.wrong());
    assertTrue(watched.seen().size() > 90, watched.seen().toString());
  }

  private final class Watching implements Twist {
    @Override
    public void prepare(SimulatedWorld world, Instant begin) {
      world.watchCalls(watched);
    }

    @Override
    public boolean isOver() {
      return true;
    }
  }
}
