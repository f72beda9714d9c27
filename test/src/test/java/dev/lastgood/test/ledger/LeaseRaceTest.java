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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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

  /** Who held the lease under which fence, and until when. */
  private static final class Holders {
    private final Map<Long, Lease> byFence = new java.util.TreeMap<>();
    private Optional<Lease> holder = Optional.empty();

    /** A lease was had; nobody else may have it, unless theirs is over. */
    synchronized void took(Lease lease, Instant before) {
      Lease another = byFence.put(lease.fence(), lease);
      assertEquals(null, another, "two leases under one fence");
      holder
          .filter(other -> !other.incidentId().equals(lease.incidentId()))
          .ifPresent(
              other ->
                  assertTrue(
                      !other.expiresAt().isAfter(before),
                      "taken by " + lease + " while " + other + " was held"));
      if (holder.map(other -> other.fence() < lease.fence()).orElse(true)) {
        holder = Optional.of(lease);
      }
    }

    /** It is about to be given back. */
    synchronized void gives(String incidentId) {
      holder = holder.filter(other -> !other.incidentId().equals(incidentId));
    }

    synchronized int count() {
      return byFence.size();
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
          holders.took(acquired.lease(), clock.instant());
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
      try {
        holders.took(leases.newFence("web", incident), clock.instant());
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
          List<Throwable> wrong = new ArrayList<>();
          AtomicInteger left = new AtomicInteger(WRITERS * LIVES);
          for (int writer = 0; writer < WRITERS; writer++) {
            next(time, dynamoDb.client(), holders, wrong, left, seed, writer, LIVES);
          }
          time.run(START.plus(Duration.ofDays(1)), () -> left.get() == 0);
          time.endStrands();
          assertEquals(List.of(), wrong);
          assertEquals(0, left.get());
          assertTrue(holders.count() > WRITERS, "it was had " + holders.count() + " times");
          return holders;
        });
  }

  private static void next(
      VirtualTime time,
      DynamoDbClient client,
      Holders holders,
      List<Throwable> wrong,
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
              random -> {
                time.sleep(Duration.ofSeconds(random.nextInt(40)));
                return true;
              });
          return "";
        },
        result -> {
          if (result instanceof dev.lastgood.simulator.kernel.StrandResult.Threw<?> threw
              && threw.thrown() instanceof AssertionError failed) {
            wrong.add(failed);
          }
          left.decrementAndGet();
          if (lives > 1) {
            next(time, client, holders, wrong, left, seed, writer, lives - 1);
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
                        chance -> {
                          // The others go on meanwhile, and time for all of them.
                          clock.advance(Duration.ofSeconds(chance.nextInt(20)));
                          Thread.yield();
                          return chance.nextInt(12) > 0;
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
          assertTrue(holders.count() > WRITERS, "it was had " + holders.count() + " times");
        });
  }
}
