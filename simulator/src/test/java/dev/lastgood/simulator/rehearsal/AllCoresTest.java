package dev.lastgood.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Runs on all cores")
class AllCoresTest {
  @Test
  @DisplayName("give their results by their numbers, whichever ends first, and tell each end")
  void inOrder() {
    AtomicInteger told = new AtomicInteger();
    List<Integer> results =
        AllCores.run(
            500, index -> "Run " + index, index -> index * index, _ -> told.incrementAndGet());
    assertEquals(IntStream.range(0, 500).mapToObj(index -> index * index).toList(), results);
    assertEquals(500, told.get());
  }

  @Test
  @DisplayName("break off with the name of the one that did")
  void breakOff() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                AllCores.run(
                    10,
                    index -> "Run " + index,
                    index -> {
                      if (index == 3) {
                        throw new IllegalArgumentException("no");
                      }
                      return index;
                    },
                    _ -> {}));
    assertEquals("Run 3 broke off.", failure.getCause().getMessage());
    assertEquals("no", failure.getCause().getCause().getMessage());
  }
}
