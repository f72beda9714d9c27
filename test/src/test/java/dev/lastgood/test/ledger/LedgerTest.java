package dev.lastgood.test.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.ledger.Acquisition;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.TamperedLedgerException;
import dev.lastgood.test.contract.OnEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("The ledger")
@ExtendWith(OnEndpoint.class)
class LedgerTest {
  private static Fact joined(int number) {
    return new Fact.Joined("event-" + number, "größe \"web\"\n");
  }

  /** An incident's chain of its opening and so many events. */
  private static Chain written(Stores stores, int events) {
    stores.incidents().open(stores.incident("one", "web"));
    Chain chain = stores.ledger().read("one");
    for (int event = 0; event < events; event++) {
      chain = stores.ledger().append(chain, joined(event));
    }
    return chain;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("what was appended is read back, in order, its hashes holding")
  void append(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Chain chain = written(stores, 12);
          assertEquals(chain, stores.ledger().read("one"));
          assertEquals(13, chain.entries().size());
          assertEquals(stores.clock().instant(), chain.entries().getLast().at());
          assertEquals(
              13, chain.entries().stream().map(Entry::hash).distinct().count(), "no hash twice");
          assertEquals(List.of(), stores.ledger().read("another").entries());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("appending to a chain that has grown meanwhile goes to its end")
  void stale(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Chain before = written(stores, 1);
          stores.ledger().append(before, joined(10));
          Chain after = stores.ledger().append(before, joined(11));
          assertEquals(after, stores.ledger().read("one"));
          assertEquals(
              List.of("event-0", "event-10", "event-11"),
              after.facts(Fact.Joined.class).map(Fact.Joined::eventId).toList());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("an entry whose answer was lost is known for one's own, and stands once")
  void lostAnswer(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Chain chain = written(stores, 0);
          Chain after = stores.losingAnswers().ledger().append(chain, joined(1));
          assertEquals(after, stores.ledger().read("one"));
          assertEquals(2, after.entries().size());
          Lease lease =
              ((Acquisition.Acquired)
                      stores
                          .leases()
                          .acquire("web", "one", Optional.empty(), stores.clock().instant()))
                  .lease();
          assertEquals(
              3, stores.losingAnswers().ledger().append(after, joined(2), lease).entries().size());
          assertEquals(3, stores.ledger().read("one").entries().size());
        });
  }

  static Stream<Arguments> tamperings() {
    return Engine.all()
        .flatMap(
            engine ->
                Stream.of("fact", "at", "hash", "removed").map(what -> Arguments.of(engine, what)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("tamperings")
  @DisplayName("whoever changes or removes an entry is found out, at that entry")
  void tampering(Engine engine, String what) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          written(stores, 4);
          Map<String, AttributeValue> entry =
              new HashMap<>(stores.item(Stores.LEDGER, "incident#one", "000002"));
          if (what.equals("removed")) {
            client.deleteItem(
                request ->
                    request
                        .tableName(Stores.LEDGER)
                        .key(Map.of("pk", entry.get("pk"), "sk", entry.get("sk"))));
          } else {
            entry.compute(
                what,
                (_, value) ->
                    switch (what) {
                      case "at" -> AttributeValue.fromN(Long.parseLong(value.n()) + 1 + "");
                      case "fact" -> AttributeValue.fromS(value.s().replace("event-1", "event-9"));
                      default -> AttributeValue.fromS("0".repeat(64));
                    });
            stores.overwrite(Stores.LEDGER, entry);
          }
          TamperedLedgerException found =
              assertThrows(TamperedLedgerException.class, () -> stores.ledger().read("one"), what);
          assertEquals(
              "The ledger of incident one does not hold from entry 2.", found.getMessage());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("entries swapped with those of another incident are found out")
  void swapped(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          written(stores, 2);
          stores.incidents().open(stores.incident("two", "shop"));
          Chain two = stores.ledger().append(stores.ledger().read("two"), joined(7));
          stores.ledger().append(two, joined(8));
          Map<String, AttributeValue> foreign =
              new HashMap<>(stores.item(Stores.LEDGER, "incident#two", "000002"));
          foreign.put("pk", AttributeValue.fromS("incident#one"));
          stores.overwrite(Stores.LEDGER, foreign);
          assertThrows(TamperedLedgerException.class, () -> stores.ledger().read("one"));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#concurrent")
  @DisplayName("many threads on one chain: every entry stands once, and the chain holds")
  void manyThreads(Engine engine) throws Exception {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Chain opened = written(stores, 0);
          Ledger ledger = stores.ledger();
          List<Callable<Void>> writers = new ArrayList<>();
          for (int writer = 0; writer < 4; writer++) {
            int first = 100 * writer;
            writers.add(
                () -> {
                  Chain chain = opened;
                  for (int event = 0; event < 8; event++) {
                    chain = ledger.append(chain, joined(first + event));
                  }
                  return null;
                });
          }
          try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            for (Future<Void> writer : threads.invokeAll(writers)) {
              writer.get();
            }
          }
          Chain chain = ledger.read("one");
          assertEquals(33, chain.entries().size());
          Set<String> events = new HashSet<>();
          assertTrue(
              chain.facts(Fact.Joined.class).map(Fact.Joined::eventId).allMatch(events::add));
        });
  }
}
