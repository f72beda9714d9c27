package dev.lastgood.functions.ledger;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.handler.Recent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The ledger: one hash chain an incident, to which entries are only ever added. That it was
 * tampered with can be seen from the chain; that it cannot be is the business of IAM.
 */
public final class Ledger {
  /** Each failed attempt means that another writer got one entry in: more than this is a defect. */
  private static final int ATTEMPTS_MAX = 20;

  private static final int CHAINS_KEPT = 16;

  private final DynamoDbClient dynamoDb;
  private final String ledgerTable;
  private final String stateTable;
  private final InstantSource clock;

  /** Chains as they were last read or written here: entries are only ever added to them. */
  private final Recent<String, Chain> chains = new Recent<>(CHAINS_KEPT);

  /**
   * The ledger.
   *
   * @param platform where the client and the clock come from, and the variables {@code
   *     LEDGER_TABLE} and {@code STATE_TABLE}
   */
  public Ledger(Platform platform) {
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.ledgerTable = platform.variable("LEDGER_TABLE");
    this.stateTable = platform.variable("STATE_TABLE");
    this.clock = platform.clock();
  }

  /**
   * Reads an incident's chain, and checks it. What was read here before is not read again: the rest
   * must link to it.
   *
   * @param incidentId the incident
   * @return its entries, complete
   * @throws TamperedLedgerException where a link does not fit
   */
  public Chain read(String incidentId) {
    Chain known = chains.find(incidentId).orElse(new Chain(incidentId, List.of()));
    List<Entry> entries = new ArrayList<>(known.entries());
    Map<String, AttributeValue> startKey = Map.of();
    do {
      QueryResponse page =
          dynamoDb.query(
              QueryRequest.builder()
                  .tableName(ledgerTable)
                  .consistentRead(true)
                  .keyConditionExpression("pk = :incident AND sk >= :next")
                  .expressionAttributeValues(
                      Item.empty()
                          .with(":incident", "incident#" + incidentId)
                          .with(":next", sortKey(known.entries().size()))
                          .attributes())
                  .exclusiveStartKey(startKey.isEmpty() ? null : startKey)
                  .build());
      for (Map<String, AttributeValue> attributes : page.items()) {
        Item item = Item.of(attributes);
        int number = Integer.parseInt(item.text("sk"));
        String text = item.text("fact");
        Instant at = item.instant("at");
        String hashBefore = entries.isEmpty() ? "" : entries.getLast().hash();
        String hash = hash(hashBefore, number, at, text);
        if (number != entries.size() || !hash.equals(item.text("hash"))) {
          throw new TamperedLedgerException(incidentId, entries.size());
        }
        entries.add(new Entry(number, at, Json.read(text, Fact.class), hash));
      }
      startKey = page.lastEvaluatedKey();
    } while (!startKey.isEmpty());
    return kept(new Chain(incidentId, List.copyOf(entries)));
  }

  private Chain kept(Chain chain) {
    chains.keep(chain.incidentId(), chain);
    return chain;
  }

  private static String sortKey(int number) {
    String digits = Integer.toString(number);
    return "000000".substring(Math.min(6, digits.length())) + digits;
  }

  /**
   * Adds an entry that holds whoever has the lease.
   *
   * @param chain the chain as it was read
   * @param fact what is to be said
   * @return the chain with the entry, and with those that others added meanwhile
   */
  public Chain append(Chain chain, Fact fact) {
    return append(chain, fact, List.of());
  }

  /**
   * Adds an entry only if a lease is still ours, under the same fence.
   *
   * @param chain the chain as it was read
   * @param fact what is to be said
   * @param lease the lease
   * @return the chain with the entry
   * @throws LeaseLostException where the lease or its fence is not ours any more
   */
  public Chain append(Chain chain, Fact fact, Lease lease) {
    ConditionCheck held =
        ConditionCheck.builder()
            .tableName(stateTable)
            .key(Item.key("target#" + lease.targetId(), "lease").attributes())
            .conditionExpression("leaseOwner = :me AND fence = :fence")
            .expressionAttributeValues(
                Item.empty()
                    .with(":me", lease.incidentId())
                    .with(":fence", lease.fence())
                    .attributes())
            .build();
    try {
      return append(chain, fact, List.of(TransactWriteItem.builder().conditionCheck(held).build()));
    } catch (ConditionFailedException notHeld) {
      throw new LeaseLostException(lease.targetId(), lease.incidentId());
    }
  }

  /**
   * Adds an entry together with other writes: all of them happen, or none.
   *
   * @param chain the chain as it was read
   * @param fact what is to be said
   * @param others the other writes, each with its condition
   * @return the chain with the entry
   * @throws ConditionFailedException where a condition of another write does not hold
   */
  Chain append(Chain chain, Fact fact, List<TransactWriteItem> others) {
    // DynamoDB keeps milliseconds here, and the hash must be the same when the entry is read.
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String text = Json.write(fact);
    Chain known = chain;
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      Entry entry =
          new Entry(
              known.entries().size(),
              at,
              fact,
              hash(known.lastHash(), known.entries().size(), at, text));
      List<TransactWriteItem> writes = new ArrayList<>();
      writes.add(TransactWriteItem.builder().put(put(chain.incidentId(), entry, text)).build());
      writes.addAll(others);
      try {
        dynamoDb.transactWriteItems(
            TransactWriteItemsRequest.builder().transactItems(writes).build());
        return kept(known.with(entry));
      } catch (TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        CancellationReason own = reasons.getFirst();
        if (failed(own) && own.hasItem() && Item.of(own.item()).text("hash").equals(entry.hash())) {
          // The call before took effect although it seemed to fail: this is our own entry.
          return kept(known.with(entry));
        }
        for (int index = 1; index < reasons.size(); index++) {
          if (failed(reasons.get(index))) {
            throw new ConditionFailedException(index - 1, reasons.get(index));
          }
        }
        known = read(chain.incidentId());
      }
    }
    throw new IllegalStateException(
        "The ledger of incident " + chain.incidentId() + " is written to without end.");
  }

  /** The ledger's table, which also holds the decisions on events. */
  String tableName() {
    return ledgerTable;
  }

  /** The write that begins a chain, for the transaction that opens an incident. */
  TransactWriteItem first(String incidentId, Fact fact) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String text = Json.write(fact);
    return TransactWriteItem.builder()
        .put(put(incidentId, new Entry(0, at, fact, hash("", 0, at, text)), text))
        .build();
  }

  private Put put(String incidentId, Entry entry, String text) {
    return Put.builder()
        .tableName(ledgerTable)
        .item(
            Item.key("incident#" + incidentId, sortKey(entry.number()))
                .with("at", entry.at())
                .with("fact", text)
                .with("hash", entry.hash())
                .attributes())
        .conditionExpression("attribute_not_exists(pk)")
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private static boolean failed(CancellationReason reason) {
    return Optional.ofNullable(reason.code()).orElse("").equals("ConditionalCheckFailed");
  }

  private static String hash(String before, int number, Instant at, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (before + "\n" + number + "\n" + at.toEpochMilli() + "\n" + text)
              .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }
}
