package dev.lastgood.test.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.LastIncident;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Opening;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.ledger.OwedObligation;
import dev.lastgood.test.contract.OnEndpoint;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The index of incidents")
@ExtendWith(OnEndpoint.class)
class IncidentsTest {
  private static final Obligation OWED =
      new Obligation.RestoreMinimum("minimum-web", "web", "web-production", 10, 5);

  private static boolean close(Stores stores, Incident incident, Outcome outcome) {
    return stores
        .incidents()
        .close(
            incident,
            stores.ledger().read(incident.id()),
            outcome,
            "Because.",
            List.of(stores.hold(incident.id(), "web")),
            List.of(OWED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("an incident that is opened is found, by its id, by its targets and among the open")
  void open(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Incident incident = stores.incident("one", "shop", "web");
          assertInstanceOf(Opening.Opened.class, stores.incidents().open(incident));
          assertEquals(Optional.of(incident), stores.incidents().find("one"));
          assertEquals(List.of(incident), stores.incidents().unfinished().open());
          assertEquals(Optional.of("one"), stores.incidents().incidentOf("web"));
          assertEquals(Optional.of("one"), stores.incidents().incidentOf("shop"));
          assertEquals(Optional.empty(), stores.incidents().incidentOf("search"));
          assertEquals(
              new Fact.Opened(
                  List.of("shop", "web"), "web-5xx", incident.since(), incident.deadline()),
              stores.ledger().read("one").entries().getFirst().fact());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("opening it twice is harmless, at another hour and after a lost answer too")
  void openTwice(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Incident incident = stores.incident("one", "web");
          assertInstanceOf(Opening.Opened.class, stores.losingAnswers().incidents().open(incident));
          stores.clock().advance(Duration.ofMinutes(7));
          assertInstanceOf(
              Opening.Opened.class, stores.incidents().open(stores.incident("one", "web")));
          assertEquals(Optional.of(incident), stores.incidents().find("one"));
          assertEquals(1, stores.ledger().read("one").entries().size());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("one busy target keeps the whole incident from opening, and nothing of it is left")
  void busy(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          stores.incidents().open(stores.incident("one", "web"));
          assertEquals(
              new Opening.TargetBusy("one"),
              stores.incidents().open(stores.incident("two", "search", "web")));
          assertEquals(Optional.empty(), stores.incidents().find("two"));
          assertEquals(Optional.empty(), stores.incidents().incidentOf("search"));
          assertEquals(List.of(), stores.ledger().read("two").entries());
          assertEquals(1, stores.incidents().unfinished().open().size());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName(
      "closing it once frees its targets and leaves outcome, hold, notice and what is owed")
  void close(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Incident incident = stores.incident("one", "web");
          stores.incidents().open(incident);
          assertTrue(close(stores, incident, Outcome.RECOVERED));
          assertEquals(
              Optional.of(Outcome.RECOVERED),
              stores.incidents().find("one").orElseThrow().outcome());
          assertEquals(List.of(), stores.incidents().unfinished().open());
          assertEquals(Optional.empty(), stores.incidents().incidentOf("web"));
          assertEquals(
              Optional.of(
                  new LastIncident(
                      "one",
                      stores.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                      Outcome.RECOVERED)),
              stores.incidents().lastIncident("web"));
          assertEquals(Optional.of(stores.hold("one", "web")), stores.holds().find("web"));
          assertEquals(
              Optional.of(new Fact.Closed(Outcome.RECOVERED, "Because.")),
              stores.ledger().read("one").last(Fact.Closed.class));
          assertInstanceOf(Opening.AlreadyClosed.class, stores.incidents().open(incident));
          assertInstanceOf(
              Opening.Opened.class, stores.incidents().open(stores.incident("two", "web")));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("the first outcome stands, whoever closes it again")
  void closeTwice(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Incident incident = stores.incident("one", "web");
          stores.incidents().open(incident);
          assertTrue(
              close(stores.losingAnswers(), incident, Outcome.RECOVERED), "its answer was lost");
          assertFalse(close(stores, incident, Outcome.ESCALATED));
          assertEquals(
              Optional.of(Outcome.RECOVERED),
              stores.incidents().find("one").orElseThrow().outcome());
          assertEquals(
              1, stores.ledger().read("one").facts(Fact.Closed.class).count(), "one outcome");
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("a notice and an obligation are owed until they are given and met")
  void owed(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          Incident incident = stores.incident("one", "web");
          stores.incidents().open(incident);
          assertFalse(stores.incidents().owesNotice("one"));
          close(stores, incident, Outcome.ESCALATED);
          assertTrue(stores.incidents().owesNotice("one"));
          assertEquals(List.of("one"), stores.incidents().unfinished().owedNotices());
          OwedObligation owed = new OwedObligation("one", OWED);
          assertEquals(List.of(owed), stores.incidents().unfinished().owedObligations());
          stores.incidents().noticeGiven("one");
          stores.incidents().noticeGiven("one");
          stores.incidents().obligationMet(owed);
          assertFalse(stores.incidents().owesNotice("one"));
          assertEquals(List.of(), stores.incidents().unfinished().owedNotices());
          assertEquals(List.of(), stores.incidents().unfinished().owedObligations());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("a decision not to act is written down under its event")
  void decisions(Engine engine) {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          stores.losingAnswers().incidents().recordDecision("event-1", "It is OK.");
          assertEquals(
              "It is OK.",
              stores.item(Stores.LEDGER, "event#event-1", "decision").get("because").s());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#concurrent")
  @DisplayName("of many threads that open incidents of one target, exactly one does")
  void manyThreads(Engine engine) throws Exception {
    engine.run(
        client -> {
          Stores stores = Stores.over(client);
          List<Callable<Opening>> writers = new ArrayList<>();
          for (int writer = 0; writer < 6; writer++) {
            Incident incident = stores.incident("incident-" + writer, "web");
            writers.add(() -> stores.incidents().open(incident));
          }
          List<Opening> openings = new ArrayList<>();
          try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            for (Future<Opening> writer : threads.invokeAll(writers)) {
              openings.add(writer.get());
            }
          }
          assertEquals(
              1, openings.stream().filter(Opening.Opened.class::isInstance).count(), "" + openings);
          String winner = stores.incidents().incidentOf("web").orElseThrow();
          openings.stream()
              .filter(Opening.TargetBusy.class::isInstance)
              .forEach(busy -> assertEquals(new Opening.TargetBusy(winner), busy));
          Chain chain = stores.ledger().read(winner);
          assertEquals(1, chain.entries().size());
        });
  }
}
