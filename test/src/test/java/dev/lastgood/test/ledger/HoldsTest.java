package dev.lastgood.test.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Hold;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.ledger.Release;
import dev.lastgood.functions.ledger.TamperedLedgerException;
import dev.lastgood.test.contract.OnEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("A hold")
@ExtendWith(OnEndpoint.class)
class HoldsTest {
  private static final String WHY = "Version 9 is mended.";

  /** An incident begins and ends, and leaves the holds that closing it makes. */
  private static void goesBad(Stores stores, String incidentId, String... targetIds) {
    Incident incident = stores.incident(incidentId, targetIds);
    stores.incidents().open(incident);
    List<Hold> holds =
        List.of(targetIds).stream().map(target -> stores.hold(incidentId, target)).toList();
    stores
        .incidents()
        .close(
            incident,
            stores.ledger().read(incidentId),
            Outcome.RECOVERED,
            "Because.",
            holds,
            List.of());
  }

  private static Release release(Stores stores, String incidentId, String by) {
    return stores.holds().release("web", incidentId, by, WHY);
  }

  private static List<Fact.HoldReleased> written(Stores stores, String incidentId) {
    return stores.ledger().read(incidentId).facts(Fact.HoldReleased.class).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("stands on each target of its incident, and on no other, with what went bad")
  void stands(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          assertEquals(Optional.empty(), stores.holds().find("web"));
          goesBad(stores, "one", "shop", "web");
          Hold hold = stores.holds().find("web").orElseThrow();
          assertEquals(stores.hold("one", "web"), hold);
          assertEquals(stores.clock().instant().truncatedTo(ChronoUnit.MILLIS), hold.since());
          assertEquals(
              List.of("launchTemplate/ImageId", "minSize"),
              hold.changes().stream().map(Change::field).toList());
          assertEquals("one", stores.holds().find("shop").orElseThrow().incidentId());
          assertEquals(Optional.empty(), stores.holds().find("search"));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("that is released is gone, alone of its incident's, and the ledger says by whom")
  void released(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          goesBad(stores, "one", "shop", "web");
          assertEquals(new Release.Released(), release(stores, "one", "ada"));
          assertEquals(Optional.empty(), stores.holds().find("web"));
          assertEquals(Map.of(), stores.item(Stores.STATE, "target#web", "hold"));
          assertEquals("one", stores.holds().find("shop").orElseThrow().incidentId());
          assertEquals(List.of(new Fact.HoldReleased("web", "ada", WHY)), written(stores, "one"));
          assertEquals(
              Optional.of(Outcome.RECOVERED),
              stores.incidents().find("one").orElseThrow().outcome());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("is released once: again, or after a lost answer, the first release stands")
  void releasedTwice(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          goesBad(stores, "one", "web");
          assertEquals(new Release.Released(), release(stores.losingAnswers(), "one", "ada"));
          Instant at = stores.clock().instant().truncatedTo(ChronoUnit.MILLIS);
          stores.clock().advance(Duration.ofMinutes(3));
          assertEquals(
              new Release.AlreadyReleased("ada", WHY, at), release(stores, "one", "grace"));
          assertEquals(1, written(stores, "one").size());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("that a later incident renewed is not released for the one before")
  void renewed(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          goesBad(stores, "one", "web");
          stores.clock().advance(Duration.ofHours(1));
          goesBad(stores, "two", "web");
          Hold standing = stores.hold("two", "web");
          assertEquals(new Release.Renewed(standing), release(stores, "one", "ada"));
          assertEquals(Optional.of(standing), stores.holds().find("web"));
          assertEquals(List.of(), written(stores, "one"));
          assertEquals(new Release.Released(), release(stores, "two", "ada"));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("that was released stays so until another incident makes one")
  void comesAnew(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          goesBad(stores, "one", "web");
          release(stores, "one", "ada");
          goesBad(stores, "two", "web");
          assertInstanceOf(Release.AlreadyReleased.class, release(stores, "one", "ada"));
          assertEquals("two", stores.holds().find("web").orElseThrow().incidentId());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("of an incident that left none, or of none at all, is not there to be released")
  void none(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          goesBad(stores, "one", "shop");
          assertEquals(new Release.None(), release(stores, "one", "ada"));
          assertEquals(new Release.None(), release(stores, "never", "ada"));
          assertEquals(List.of(), written(stores, "one"));
          assertEquals(List.of(), stores.ledger().read("never").entries());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("stays where its incident's ledger does not hold, to which its release would go")
  void tampered(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          goesBad(stores, "one", "web");
          Map<String, AttributeValue> entry =
              new HashMap<>(stores.item(Stores.LEDGER, "incident#one", "000000"));
          entry.put("hash", AttributeValue.fromS("0"));
          stores.overwrite(Stores.LEDGER, entry);
          assertThrows(
              TamperedLedgerException.class, () -> release(Stores.over(client), "one", "ada"));
          assertEquals("one", stores.holds().find("web").orElseThrow().incidentId());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#concurrent")
  @DisplayName("of many who release it at once is released by exactly one, and all agree by whom")
  void manyThreads(Engine engine) throws Exception {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          goesBad(stores, "one", "web");
          List<Callable<Release>> people = new ArrayList<>();
          for (int person = 0; person < 6; person++) {
            String by = "person-" + person;
            people.add(() -> release(stores, "one", by));
          }
          List<Release> releases = new ArrayList<>();
          try (ExecutorService threads = Executors.newFixedThreadPool(people.size())) {
            for (Future<Release> person : threads.invokeAll(people)) {
              releases.add(person.get());
            }
          }
          assertEquals(1, releases.stream().filter(new Release.Released()::equals).count());
          String winner = written(stores, "one").getFirst().by();
          assertEquals(1, written(stores, "one").size());
          releases.stream()
              .filter(Release.AlreadyReleased.class::isInstance)
              .map(Release.AlreadyReleased.class::cast)
              .forEach(already -> assertEquals(winner, already.by()));
          assertEquals(
              5, releases.stream().filter(Release.AlreadyReleased.class::isInstance).count());
        });
  }
}
