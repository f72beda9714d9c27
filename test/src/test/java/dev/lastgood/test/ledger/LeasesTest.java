package dev.lastgood.test.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.ledger.Acquisition;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.LeaseLostException;
import dev.lastgood.functions.ledger.Leases;
import dev.lastgood.test.contract.OnEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The leases")
@ExtendWith(OnEndpoint.class)
class LeasesTest {
  private static Lease acquire(Stores stores, String incidentId) {
    return assertInstanceOf(
            Acquisition.Acquired.class,
            stores.leases().acquire("web", incidentId, Optional.empty(), stores.clock().instant()))
        .lease();
  }

  private static Acquisition.Held held(
      Stores stores, String incidentId, Optional<Acquisition.Sighting> seen) {
    return assertInstanceOf(
        Acquisition.Held.class,
        stores.leases().acquire("web", incidentId, seen, stores.clock().instant()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("a free lease is had at once, for a whole lease, and by one incident only")
  void acquire(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Lease lease = acquire(stores, "one");
          assertEquals(stores.clock().instant().plus(Lease.DURATION), lease.expiresAt());
          assertEquals("one", held(stores, "two", Optional.empty()).owner());
          assertInstanceOf(
              Acquisition.Acquired.class,
              stores.leases().acquire("shop", "two", Optional.empty(), stores.clock().instant()),
              "another target is another lease");
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("its holder gets a new fence each time, and fences only grow, through release too")
  void fences(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          long first = acquire(stores, "one").fence();
          long second = acquire(stores, "one").fence();
          long third = stores.leases().newFence("web", "one").fence();
          assertTrue(first < second && second < third);
          stores.leases().release("web", "one");
          assertTrue(acquire(stores, "two").fence() > third);
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("an acquisition whose answer was lost is had all the same, under the newest fence")
  void lostAnswer(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Lease lease = acquire(stores.losingAnswers(), "one");
          assertEquals(
              Long.toString(lease.fence()),
              stores.item(Stores.STATE, "target#web", "lease").get("fence").n());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("a lease is taken over only after its record was seen unchanged for a whole lease")
  void takeOver(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Lease before = acquire(stores, "one");
          // However long ago it expired, who sees it for the first time has to wait.
          stores.clock().advance(Duration.ofHours(3));
          Acquisition.Sighting first = held(stores, "two", Optional.empty()).sighting();
          assertEquals(Optional.empty(), first.seenBy(), "it began before it looked");
          Acquisition.Sighting seen = held(stores, "two", Optional.of(first)).sighting();
          stores.clock().advance(Lease.DURATION.minusMillis(1));
          assertEquals(seen, held(stores, "two", Optional.of(seen)).sighting());
          stores.clock().advance(Duration.ofMillis(1));
          Lease taken =
              assertInstanceOf(
                      Acquisition.Acquired.class,
                      stores
                          .leases()
                          .acquire("web", "two", Optional.of(seen), stores.clock().instant()))
                  .lease();
          assertTrue(taken.fence() > before.fence());
          assertThrows(LeaseLostException.class, () -> stores.leases().newFence("web", "one"));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("whatever its holder does starts the waiting anew")
  void renewed(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          acquire(stores, "one");
          Acquisition.Sighting seen = held(stores, "two", Optional.empty()).sighting();
          stores.clock().advance(Lease.DURATION);
          stores.leases().renew("web", "one");
          Acquisition.Sighting renewed = held(stores, "two", Optional.of(seen)).sighting();
          assertNotEquals(seen.recordVersion(), renewed.recordVersion());
          assertEquals(Optional.empty(), renewed.seenBy());
          stores.leases().newFence("web", "one");
          stores.clock().advance(Lease.DURATION);
          assertNotEquals(
              renewed.recordVersion(),
              held(stores, "two", Optional.of(renewed)).sighting().recordVersion());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("what is lost can be neither renewed nor fenced, and releasing it harms nobody")
  void lost(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Leases leases = stores.leases();
          assertThrows(LeaseLostException.class, () -> leases.newFence("web", "one"));
          assertThrows(LeaseLostException.class, () -> leases.renew("web", "one"));
          leases.release("web", "one");
          acquire(stores, "one");
          leases.release("web", "one");
          assertThrows(LeaseLostException.class, () -> leases.renew("web", "one"));
          acquire(stores, "two");
          leases.release("web", "one");
          leases.renew("web", "two");
          assertEquals("two", held(stores, "one", Optional.empty()).owner());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("the ledger refuses what is written under a fence that is not the newest")
  void staleFence(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          stores.incidents().open(stores.incident("one", "web"));
          Lease stale = acquire(stores, "one");
          Lease fresh = stores.leases().newFence("web", "one");
          Fact fact = new Fact.Discharged("x", "Done.");
          assertThrows(
              LeaseLostException.class,
              () -> stores.ledger().append(stores.ledger().read("one"), fact, stale));
          assertEquals(1, stores.ledger().read("one").entries().size());
          stores.ledger().append(stores.ledger().read("one"), fact, fresh);
          assertEquals(2, stores.ledger().read("one").entries().size());
          stores.leases().release("web", "one");
          assertThrows(
              LeaseLostException.class,
              () -> stores.ledger().append(stores.ledger().read("one"), fact, fresh));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("in any order of taking, renewing, losing and releasing there is one holder a fence")
  void anyOrder(Engine engine) {
    engine.run(
        client -> {
          Random random = new Random(7);
          for (int round = 0; round < (engine == Engine.SIMULATOR ? 60 : 4); round++) {
            anyOrder(Stores.over(client), "target-" + round, random);
          }
        });
  }

  private static void anyOrder(Stores stores, String targetId, Random random) {
    Map<Long, String> holders = new TreeMap<>();
    Map<String, Acquisition.Sighting> seen = new TreeMap<>();
    List<String> incidents = List.of("one", "two", "three");
    for (int step = 0; step < 120; step++) {
      String incident = incidents.get(random.nextInt(3));
      Optional<Lease> taken = Optional.empty();
      try {
        switch (random.nextInt(5)) {
          case 0, 1 -> {
            switch (stores
                .leases()
                .acquire(
                    targetId,
                    incident,
                    Optional.ofNullable(seen.get(incident)),
                    stores.clock().instant())) {
              case Acquisition.Acquired acquired -> taken = Optional.of(acquired.lease());
              case Acquisition.Held other -> seen.put(incident, other.sighting());
            }
          }
          case 2 -> taken = Optional.of(stores.leases().newFence(targetId, incident));
          case 3 -> stores.leases().renew(targetId, incident);
          default -> {
            if (random.nextInt(4) == 0) {
              stores.leases().release(targetId, incident);
            }
          }
        }
      } catch (LeaseLostException lost) {
        // As likely as not: this incident does not hold it.
      }
      if (taken.isPresent()) {
        long newest = holders.isEmpty() ? 0 : ((TreeMap<Long, String>) holders).lastKey();
        assertTrue(taken.get().fence() > newest, "fences only grow");
        assertNull(holders.put(taken.get().fence(), incident));
      }
      stores.clock().advance(Duration.ofSeconds(random.nextInt(50)));
    }
    assertTrue(holders.size() > 10, "it was taken " + holders.size() + " times");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#concurrent")
  @DisplayName("many threads after one lease: never two holders at once, never two under one fence")
  void manyThreads(Engine engine) throws Exception {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Map<Long, String> holders = new ConcurrentHashMap<>();
          AtomicInteger holding = new AtomicInteger();
          List<Callable<Integer>> writers = new ArrayList<>();
          for (int writer = 0; writer < 6; writer++) {
            String incident = "incident-" + writer;
            writers.add(() -> compete(stores, incident, holders, holding));
          }
          int taken = 0;
          try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            for (Future<Integer> writer : threads.invokeAll(writers)) {
              taken += writer.get();
            }
          }
          assertEquals(taken, holders.size());
          assertTrue(taken >= 6, "it was taken " + taken + " times");
        });
  }

  private static int compete(
      Stores stores, String incident, Map<Long, String> holders, AtomicInteger holding) {
    int taken = 0;
    for (int attempt = 0; attempt < 60 || taken == 0; attempt++) {
      switch (stores
          .leases()
          .acquire("web", incident, Optional.empty(), stores.clock().instant())) {
        case Acquisition.Acquired acquired -> {
          assertEquals(1, holding.incrementAndGet(), "somebody else holds it too");
          assertNull(holders.put(acquired.lease().fence(), incident));
          Lease again = stores.leases().newFence("web", incident);
          assertNull(holders.put(again.fence(), incident));
          taken += 2;
          holding.decrementAndGet();
          stores.leases().release("web", incident);
        }
        case Acquisition.Held _ -> {}
      }
      assertTrue(attempt < 10_000, incident + " never had it");
    }
    return taken;
  }
}
