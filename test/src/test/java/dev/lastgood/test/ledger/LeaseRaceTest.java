package dev.lastgood.test.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.ledger.Acquisition;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.LeaseLostException;
import dev.lastgood.functions.ledger.Leases;
import dev.lastgood.simulator.dynamodb.SimulatedDynamoDb;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.test.TestClock;
import dev.lastgood.test.TestPlatform;
import dev.lastgood.test.contract.OnEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@DisplayName("Many writers after one lease, paused and killed at random")
@ExtendWith(OnEndpoint.class)
class LeaseRaceTest {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  private static final int WRITERS = 8;

  /** So many incidents come after each other in each writer's place. */
  private static final int LIVES = 12;

  /**
   * Who had the lease under which fence, judged when all is over. A writer may sleep between having
   * a lease and telling of it, so the order of the fences counts, not that of the telling.
   */
  private static final class Holders {
    /** A lease, when it was asked for, and which incidents had given it back by then. */
    private record Holding(Lease lease, Instant askedAt, Set<String> givenBack) {
      boolean mayFollow(Holding before) {
        String other = before.lease().incidentId();
        return other.equals(lease.incidentId())
            || givenBack.contains(other)
            || !before.lease().expiresAt().isAfter(askedAt);
      }
    }

    private final NavigableMap<Long, Holding> byFence = new TreeMap<>();
    private final Set<String> givenBack = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();

    synchronized void took(Lease lease, Instant askedAt) {
      Holding another =
          byFence.put(lease.fence(), new Holding(lease, askedAt, Set.copyOf(givenBack)));
      if (another != null) {
        wrong.add(another.lease() + " and " + lease + " have one fence");
      }
    }

    /** It is about to be given back. */
    synchronized void gives(String incidentId) {
      givenBack.add(incidentId);
    }

    synchronized int count() {
      return byFence.size();
    }

    /** What should never have been. */
    synchronized List<String> wrong() {
      List<String> found = new ArrayList<>(wrong);
      Optional<Holding> before = Optional.empty();
      for (Holding holding : byFence.values()) {
        before
            .filter(earlier -> !holding.mayFollow(earlier))
            .ifPresent(
                earlier ->
                    found.add(holding.lease() + " was had while " + earlier.lease() + " was held"));
        before = Optional.of(holding);
      }
      return found;
    }
  }

  /** What may happen to a writer between two calls. */
  private interface Fate {
    /**
     * Time passes.
     *
     * @return false where it is killed
     */
    boolean lives(RandomGenerator chance);

    /** It has a lease, and does not come to tell of it, maybe until after the lease is over. */
    void sleeps(RandomGenerator chance);
  }

  private static Leases leases(DynamoDbClient client, InstantSource clock) {
    return new Leases(
        new TestPlatform(
            Map.of(DynamoDbClient.class, client),
            clock,
            Map.of("STATE_TABLE", Stores.STATE),
            new Configuration("test", "111122223333", "eu-west-1", List.of())));
  }

  /**
   * One incident's life: it asks, works under new fences, and gives the lease back, or is killed.
   */
  private static void live(
      Leases leases,
      InstantSource clock,
      String incident,
      Holders holders,
      RandomGenerator chance,
      Fate fate) {
    Optional<Acquisition.Sighting> seen = Optional.empty();
    for (int attempt = 0; attempt < 40; attempt++) {
      Instant at = clock.instant();
      switch (leases.acquire("web", incident, seen, at)) {
        case Acquisition.Held other -> seen = Optional.of(other.sighting());
        case Acquisition.Acquired acquired -> {
          fate.sleeps(chance);
          holders.took(acquired.lease(), at);
          if (!work(leases, clock, incident, holders, chance, fate)) {
            return;
          }
          holders.gives(incident);
          leases.release("web", incident);
          return;
        }
      }
      if (!fate.lives(chance)) {
        return;
      }
    }
  }

  private static boolean work(
      Leases leases,
      InstantSource clock,
      String incident,
      Holders holders,
      RandomGenerator chance,
      Fate fate) {
    for (int step = chance.nextInt(4); step > 0; step--) {
      if (!fate.lives(chance)) {
        return false;
      }
      Instant at = clock.instant();
      try {
        holders.took(leases.newFence("web", incident), at);
      } catch (LeaseLostException taken) {
        // It slept too long.
        return false;
      }
    }
    return true;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("never have two holders at once, nor two under one fence: on the simulator")
  void onSimulator(long seed) throws Exception {
    VirtualTime.onVirtualThread(
        Duration.ofMinutes(1),
        () -> {
          VirtualTime time = new VirtualTime(START);
          FaultSettings faults =
              FaultSettings.NONE
                  .with(Fault.CRASH, 0.05)
                  .with(Fault.PAUSE, 0.1)
                  .with(Fault.THROTTLE, 0.05);
          SimulatedDynamoDb dynamoDb =
              new SimulatedDynamoDb(
                  new Account("123456789012", "eu-west-1"),
                  time,
                  new Calls(time, new Chance(seed), faults, List.of()));
          Engine.withTables(dynamoDb.client(), Stores.STATE, Stores.LEDGER);
          Holders holders = new Holders();
          AtomicInteger left = new AtomicInteger(WRITERS * LIVES);
          for (int writer = 0; writer < WRITERS; writer++) {
            next(time, dynamoDb.client(), holders, left, seed, writer, LIVES);
          }
          time.run(START.plus(Duration.ofDays(1)), () -> left.get() == 0);
          time.endStrands();
          assertEquals(List.of(), holders.wrong());
          assertEquals(0, left.get());
          assertTrue(holders.count() > WRITERS, "it was had " + holders.count() + " times");
          return holders;
        });
  }

  private static void next(
      VirtualTime time,
      DynamoDbClient client,
      Holders holders,
      AtomicInteger left,
      long seed,
      int writer,
      int lives) {
    RandomGenerator chance = new SplittableRandom(seed * 1000 + writer * 100L + lives);
    time.start(
        "writer " + writer,
        client,
        () -> {
          live(
              leases(client, time),
              time,
              "incident-" + writer + "-" + lives,
              holders,
              chance,
              new Fate() {
                @Override
                public boolean lives(RandomGenerator random) {
                  time.sleep(Duration.ofSeconds(random.nextInt(40)));
                  return true;
                }

                @Override
                public void sleeps(RandomGenerator random) {
                  time.sleep(Duration.ofSeconds(random.nextInt(10) == 0 ? 400 : 0));
                }
              });
          return "";
        },
        result -> {
          left.decrementAndGet();
          if (lives > 1) {
            next(time, client, holders, left, seed, writer, lives - 1);
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#concurrent")
  @DisplayName("never have two holders at once, nor two under one fence: on a real engine")
  void onRealEngine(Engine engine) throws Exception {
    engine.run(
        client -> {
          TestClock clock = new TestClock();
          Holders holders = new Holders();
          List<Callable<Void>> writers = new ArrayList<>();
          for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.add(
                () -> {
                  for (int life = 0; life < LIVES; life++) {
                    live(
                        leases(client, clock),
                        clock,
                        "incident-" + number + "-" + life,
                        holders,
                        new SplittableRandom(number * 100L + life),
                        new Fate() {
                          @Override
                          public boolean lives(RandomGenerator chance) {
                            // The others go on meanwhile, and time for all of them.
                            clock.advance(Duration.ofSeconds(chance.nextInt(20)));
                            Thread.yield();
                            return chance.nextInt(12) > 0;
                          }

                          @Override
                          public void sleeps(RandomGenerator chance) {
                            Thread.yield();
                          }
                        });
                  }
                  return null;
                });
          }
          try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Void> writer : threads.invokeAll(writers)) {
              writer.get();
            }
          }
          assertEquals(List.of(), holders.wrong());
          assertTrue(holders.count() > WRITERS, "it was had " + holders.count() + " times");
        });
  }
}
