package dev.lastgood.test.fidelity;

import dev.lastgood.simulator.kernel.ModelledOperation;
import org.junit.jupiter.api.Test;

class FidelityPageTest {
  @Test
  void page() {
    ReadMembers read = new ReadMembers();
    for (SimulatedService service : SimulatedService.of(SimulatedService.world())) {
      System.out.println("## " + service.name());
      for (ModelledOperation operation : service.operations()) {
        System.out.println(operation.name() + " | " + String.join(", ", read.ignored(operation)));
      }
    }
  }
}
