package dev.lastgood.functions.ledger;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The index of incidents: which are open, which target is in which, and what is still owed. */
public final class Incidents {
  private static final int ATTEMPTS_MAX = 5;

  private final DynamoDbClient dynamoDb;
  private final Ledger ledger;
  private final String table;
  private final InstantSource clock;
  private final IncidentWrites writes;

  /**
   * The index.
   *
   * @param platform where the client and the clock come from, and the variables {@code STATE_TABLE}
   *     and {@code LEDGER_TABLE}
   */
  public Incidents(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.ledger = new Ledger(platform);
    this.table = platform.variable("STATE_TABLE");
    this.clock = platform.clock();
    this.writes = new IncidentWrites(table);
  }

  /**
   * Opens an incident: its index item, the first entry of its chain, its place among the open ones
   * and the mark on each of its targets, all or none. Opening it twice is harmless.
   *
   * @param incident the incident, without an outcome
   * @return whether it is open now, and what stands in the way where it is not
   */
  public Opening open(Incident incident) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        ledger.first(
            incident.id(),
            new Fact.Opened(
                incident.targetIds(),
                incident.alarmName(),
                incident.since(),
                incident.deadline(),
                incident.startedByHand(),
                incident.stackFailure())));
    writes.addAll(this.writes.opening(incident));
    for (int attempt = 1; ; attempt++) {
      try {
        dynamoDb.transactWriteItems(
            TransactWriteItemsRequest.builder().transactItems(writes).build());
        return new Opening.Opened();
      } catch (TransactionCanceledException cancelled) {
        Optional<Incident> same = find(incident.id());
        if (same.isPresent()) {
          return same.get().outcome().isPresent()
              ? new Opening.AlreadyClosed()
              : new Opening.Opened();
        }
        for (CancellationReason reason : cancelled.cancellationReasons()) {
          if (reason.hasItem() && Item.of(reason.item()).text("pk").startsWith("target#")) {
            return new Opening.TargetBusy(Item.of(reason.item()).text("incidentId"));
          }
        }
        if (attempt >= ATTEMPTS_MAX) {
          throw cancelled;
        }
      }
    }
  }

  /**
   * An incident.
   *
   * @param incidentId its id
   * @return empty where there never was one of that id
   */
  public Optional<Incident> find(String incidentId) {
    return get("incident#" + incidentId, "incident").map(Incidents::incidentOf);
  }

  /**
   * An incident that must be there.
   *
   * @param incidentId its id, as a function was given it
   * @return the incident
   * @throws MalformedEventException where there never was one of that id
   */
  public Incident require(String incidentId) {
    return find(incidentId)
        .orElseThrow(
            () ->
                new MalformedEventException(
                    "The field incidentId names no incident: " + incidentId));
  }

  /**
   * Everything that is not at its end: incidents without an outcome, notices and obligations owed.
   *
   * @return each in the order of the incidents' ids, which is the order of time
   */
  public Unfinished unfinished() {
    List<Incident> open = new ArrayList<>();
    List<String> owedNotices = new ArrayList<>();
    List<OwedObligation> owedObligations = new ArrayList<>();
    for (Item item : query("open")) {
      String sort = item.text("sk");
      if (sort.startsWith("incident#")) {
        find(sort.substring("incident#".length())).ifPresent(open::add);
      } else if (sort.startsWith("notice#")) {
        owedNotices.add(item.text("incidentId"));
      } else {
        owedObligations.add(
            new OwedObligation(
                item.text("incidentId"), Json.read(item.text("obligation"), Obligation.class)));
      }
    }
    return new Unfinished(open, owedNotices, owedObligations);
  }

  /**
   * Closes an incident: its outcome in the ledger and in the index, its targets free, the notice
   * owed, obligations that outlive it handed over, holds made; all or none.
   *
   * @param incident the incident
   * @param chain its chain as it was read
   * @param outcome its one outcome
   * @param because why, in a sentence
   * @param holds the holds on its targets
   * @param handedOver obligations that the sweep owns from now on
   * @return true where this call or the same one before closed it, false where it was closed with
   *     another outcome already
   */
  public boolean close(
      Incident incident,
      Chain chain,
      Outcome outcome,
      String because,
      List<Hold> holds,
      List<Obligation> handedOver) {
    List<TransactWriteItem> writes =
        this.writes.closing(incident, outcome, because, clock.instant(), holds, handedOver);
    try {
      ledger.append(chain, new Fact.Closed(outcome, because), writes);
      return true;
    } catch (ConditionFailedException closedAlready) {
      return false;
    }
  }

  /**
   * Closes an incident whose ledger cannot be added to. Closing it twice is harmless.
   *
   * @param incident the incident
   * @param outcome its one outcome
   * @param because why, in a sentence
   */
  public void closeWithoutLedger(Incident incident, Outcome outcome, String because) {
    try {
      dynamoDb.transactWriteItems(
          TransactWriteItemsRequest.builder()
              .transactItems(
                  writes.closing(incident, outcome, because, clock.instant(), List.of(), List.of()))
              .build());
    } catch (TransactionCanceledException cancelled) {
      if (require(incident.id()).outcome().isEmpty()) {
        throw cancelled;
      }
    }
  }

  /**
   * Asks for an incident to stop at its next boundary, in its ledger, while it is open. Asking
   * twice is harmless.
   *
   * @param incident the incident
   * @param wish who asks, and why
   * @return what came of it
   * @throws TamperedLedgerException where the incident's ledger does not hold
   */
  public Cancellation cancel(Incident incident, Fact.CancelAsked wish) {
    if (incident.outcome().isPresent()) {
      return new Cancellation.Closed(incident);
    }
    Chain chain = ledger.read(incident.id());
    Optional<Entry> before = asked(chain);
    if (before.isPresent()) {
      return askedBefore(before.get());
    }
    try {
      Chain asked = ledger.append(chain, wish, List.of(writes.whileOpen(incident)));
      // Where another person was faster, it is their wish that is met.
      Entry first = asked(asked).orElseThrow();
      return first.number() == asked.entries().getLast().number()
          ? new Cancellation.Asked()
          : askedBefore(first);
    } catch (ConditionFailedException closedMeanwhile) {
      return new Cancellation.Closed(require(incident.id()));
    }
  }

  private static Optional<Entry> asked(Chain chain) {
    return chain.entries().stream()
        .filter(entry -> entry.fact() instanceof Fact.CancelAsked)
        .findFirst();
  }

  private static Cancellation askedBefore(Entry entry) {
    return new Cancellation.AskedBefore((Fact.CancelAsked) entry.fact(), entry.at());
  }

  /**
   * The incident that a target is in.
   *
   * @param targetId the target
   * @return the incident's id; empty where it is in none
   */
  public Optional<String> incidentOf(String targetId) {
    return get("target#" + targetId, "incident").map(item -> item.text("incidentId"));
  }

  /**
   * The newest closed incident of a target.
   *
   * @param targetId the target
   * @return empty where it never had one
   */
  public Optional<LastIncident> lastIncident(String targetId) {
    return get("target#" + targetId, "last-incident")
        .map(
            item ->
                new LastIncident(
                    item.text("incidentId"),
                    item.instant("closedAt"),
                    Outcome.valueOf(item.text("outcome"))));
  }

  /**
   * Whether nobody has been told of an incident's outcome yet.
   *
   * @param incidentId the incident
   * @return true while its notice is owed
   */
  public boolean owesNotice(String incidentId) {
    return get("open", "notice#" + incidentId).isPresent();
  }

  /**
   * The notice of an incident has been given.
   *
   * @param incidentId the incident
   */
  public void noticeGiven(String incidentId) {
    deleteNow("open", "notice#" + incidentId);
  }

  /**
   * An obligation that the sweep owned has been met.
   *
   * @param owed the obligation
   */
  public void obligationMet(OwedObligation owed) {
    deleteNow("open", "obligation#" + owed.incidentId() + "#" + owed.obligation().id());
  }

  /**
   * Records that an event was accepted and nothing was done, and why.
   *
   * @param eventId the event's id
   * @param because why
   */
  public void recordDecision(String eventId, String because) {
    dynamoDb.putItem(
        PutItemRequest.builder()
            .tableName(ledger.tableName())
            .item(
                Item.key("event#" + eventId, "decision")
                    .with("because", because)
                    .with("at", clock.instant())
                    .attributes())
            .build());
  }

  private Optional<Item> get(String partition, String sort) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder()
                    .tableName(table)
                    .consistentRead(true)
                    .key(Item.key(partition, sort).attributes())
                    .build())
            .item();
    return item == null || item.isEmpty() ? Optional.empty() : Optional.of(Item.of(item));
  }

  private List<Item> query(String partition) {
    List<Item> items = new ArrayList<>();
    Map<String, AttributeValue> startKey = Map.of();
    do {
      QueryResponse page =
          dynamoDb.query(
              QueryRequest.builder()
                  .tableName(table)
                  .consistentRead(true)
                  .keyConditionExpression("pk = :partition")
                  .expressionAttributeValues(
                      Item.empty().with(":partition", partition).attributes())
                  .exclusiveStartKey(startKey.isEmpty() ? null : startKey)
                  .build());
      page.items().forEach(item -> items.add(Item.of(item)));
      startKey = page.lastEvaluatedKey();
    } while (!startKey.isEmpty());
    return items;
  }

  private void deleteNow(String partition, String sort) {
    dynamoDb.deleteItem(
        DeleteItemRequest.builder()
            .tableName(table)
            .key(Item.key(partition, sort).attributes())
            .build());
  }

  private static Incident incidentOf(Item item) {
    return new Incident(
        item.text("incidentId"),
        item.texts("targetIds"),
        item.text("alarmName"),
        item.instant("since"),
        item.instant("deadline"),
        item.instant("openedAt"),
        item.optionalText("outcome").map(Outcome::valueOf),
        item.optionalText("startedByHand"),
        item.optionalText("stackFailure"));
  }
}
