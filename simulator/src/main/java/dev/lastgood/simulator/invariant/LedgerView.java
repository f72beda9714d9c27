package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Item;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.dynamodb.TableChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The ledger as DynamoDB holds it, followed write by write. */
public final class LedgerView {
  /** How an entry's text begins, up to the name of the fact. */
  private static final String FACT_BEGIN = "{\"fact\":\"";

  /** The detail of a result by which a refresh that was started is known. */
  private static final String REFRESH_ID = "instanceRefreshId";

  private static final List<String> ONLY_TOLD =
      List.of("LeaseTaken\"", "Planned\"", "NotPlanned\"", "ActionEnded\"", "NotVerified\"");

  private final List<Trail> inOrder = new ArrayList<>();

  /** Asked at each step of a run: a view costs nothing. */
  private final List<Trail> order = Collections.unmodifiableList(inOrder);

  private final Map<String, Trail> incidents = new LinkedHashMap<>();
  private final TreeSet<String> decidedEvents = new TreeSet<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final List<Listener> readers = new ArrayList<>();
  private final List<Consumer<String>> breaches = new ArrayList<>();
  private final String table;

  /** Told of every entry as it is written. */
  @FunctionalInterface
  public interface Listener {
    /**
     * An entry was written.
     *
     * @param incident the incident, the entry included
     * @param at when
     * @param fact what it says
     */
    void written(Trail incident, Instant at, Fact fact);
  }

  /** What one incident's entries add up to. */
  public static final class Trail {
    private final String id;
    private final Map<String, Obligation> owed = new LinkedHashMap<>();
    private final Map<String, Fact.Intent> unanswered = new LinkedHashMap<>();
    private final List<Fact.Closed> outcomes = new ArrayList<>();
    private final TreeSet<String> joinedEvents = new TreeSet<>();
    private final TreeSet<String> refreshed = new TreeSet<>();
    private final TreeSet<String> refreshIds = new TreeSet<>();
    private final TreeSet<String> approvers = new TreeSet<>();
    private final TreeSet<String> backedUp = new TreeSet<>();
    private final TreeSet<String> changedTargets = new TreeSet<>();
    private final Map<String, Obligation> made = new LinkedHashMap<>();
    private final Map<String, Obligation> assigned = new LinkedHashMap<>();
    private final TreeSet<String> perhapsNeverMade = new TreeSet<>();
    private Optional<Fact.Opened> opened = Optional.empty();
    private Instant openedAt = Instant.MAX;
    private Instant closedAt = Instant.MAX;
    private boolean told;
    private boolean approved;
    private boolean changed;
    private boolean verified;
    private boolean holdReleased;
    private int entries;
    private String lastHash = "";

    private Trail(String id) {
      this.id = id;
    }

    /**
     * The incident's id.
     *
     * @return its id
     */
    public String id() {
      return id;
    }

    /**
     * Its first entry.
     *
     * @return what it says
     */
    public Fact.Opened opened() {
      return opened.orElseThrow();
    }

    /**
     * When it was opened.
     *
     * @return the virtual instant
     */
    public Instant openedAt() {
      return openedAt;
    }

    /**
     * When it got its outcome.
     *
     * @return the virtual instant; in the far future while it has none
     */
    public Instant closedAt() {
      return closedAt;
    }

    /**
     * Its outcome.
     *
     * @return empty while it is open
     */
    public Optional<Outcome> outcome() {
      return outcomes.isEmpty() ? Optional.empty() : Optional.of(outcomes.getFirst().outcome());
    }

    /**
     * Whether anything was changed for it.
     *
     * @return true once a change was intended
     */
    public boolean changed() {
      return changed;
    }

    /** The groups in which it has begun a refresh. */
    TreeSet<String> refreshed() {
      return refreshed;
    }

    /** The refreshes that it knows to be its own. */
    TreeSet<String> refreshIds() {
      return refreshIds;
    }

    List<Fact.Closed> outcomes() {
      return outcomes;
    }

    Map<String, Obligation> owed() {
      return owed;
    }

    Map<String, Fact.Intent> unanswered() {
      return unanswered;
    }

    TreeSet<String> joinedEvents() {
      return joinedEvents;
    }

    boolean told() {
      return told;
    }

    /** Whether its targets have been verified to be what they were. */
    boolean verified() {
      return verified;
    }

    /** Whether a person has approved of a plan of it. */
    boolean approved() {
      return approved;
    }

    /** The people who have approved of a plan of it. */
    TreeSet<String> approvers() {
      return approvers;
    }

    /** The targets whose live state was kept. */
    TreeSet<String> backedUp() {
      return backedUp;
    }

    /** The targets of which a change was intended. */
    TreeSet<String> changedTargets() {
      return changedTargets;
    }

    /** An obligation that was ever made, whatever became of it. */
    Optional<Obligation> made(String obligationId) {
      return Optional.ofNullable(made.get(obligationId));
    }

    /** Whether the call that makes an obligation owed may never have been made. */
    boolean isPerhapsNeverMade(String obligationId) {
      return perhapsNeverMade.contains(obligationId);
    }

    /** What was handed over to whoever comes after it, and is not met. */
    Map<String, Obligation> assigned() {
      return assigned;
    }

    /** Whether a person has released a hold that it made. */
    boolean holdReleased() {
      return holdReleased;
    }
  }

  /**
   * Follows a ledger.
   *
   * @param table the ledger's table
   */
  public LedgerView(String table) {
    this.table = table;
  }

  /**
   * Tells every entry from now on that changes what an incident's trail says.
   *
   * @param listener called while the write is under way
   */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /**
   * Tells every entry from now on.
   *
   * @param reader called while the write is under way, before the trail has taken it in
   */
  public void read(Listener reader) {
    readers.add(reader);
  }

  /**
   * Tells where an entry is written over, or does not link to the one before it.
   *
   * @param breach given a sentence without its full stop
   */
  void listenToBreaches(Consumer<String> breach) {
    breaches.add(breach);
  }

  /**
   * The incidents.
   *
   * @return in the order in which they were opened
   */
  public List<Trail> incidents() {
    return order;
  }

  boolean decided(String eventId) {
    return decidedEvents.contains(eventId)
        || incidents.values().stream().anyMatch(trail -> trail.joinedEvents.contains(eventId));
  }

  /**
   * Takes a write to any table.
   *
   * @param change the write
   * @param at when it was made
   */
  public void take(TableChange change, Instant at) {
    if (!change.table().equals(table) || change.after().isEmpty()) {
      return;
    }
    Map<String, AttributeValue> item = change.after().get();
    String partition = item.get("pk").s();
    if (partition.startsWith("event#")) {
      decidedEvents.add(partition.substring("event#".length()));
      return;
    }
    String id = partition.substring("incident#".length());
    Trail trail = incidents.get(id);
    if (trail == null) {
      trail = new Trail(id);
      incidents.put(id, trail);
      inOrder.add(trail);
    }
    String text = item.get("fact").s();
    checkChain(trail, change, item, text);
    if (readers.isEmpty() && isOnlyTold(text)) {
      return;
    }
    Fact fact = Json.read(text, Fact.class);
    for (Listener reader : readers) {
      reader.written(trail, at, fact);
    }
    follow(trail, at, fact);
    for (Listener listener : listeners) {
      listener.written(trail, at, fact);
    }
  }

  /** Computed anew: a mistake that is made in writing and in reading alike shows here alone. */
  private void checkChain(
      Trail trail, TableChange change, Map<String, AttributeValue> item, String text) {
    String number = item.get("sk").s();
    if (change.before().isPresent()) {
      breach("The entry " + number + " of " + trail.id + " is written over");
      return;
    }
    if (!item.containsKey("hash")) {
      return;
    }
    String hash = item.get("hash").s();
    String expected =
        CanonicalJson.sha256OfText(
            trail.lastHash
                + "\n"
                + trail.entries
                + "\n"
                + Item.of(item).instant("at").toEpochMilli()
                + "\n"
                + text);
    if (Integer.parseInt(number) != trail.entries || !hash.equals(expected)) {
      breach("The entry " + number + " of " + trail.id + " does not link to the one before it");
    }
    trail.entries++;
    trail.lastHash = hash;
  }

  private void breach(String sentence) {
    breaches.forEach(breach -> breach.accept(sentence));
  }

  /** Most entries change nothing that is followed here; a campaign does not read them. */
  private static boolean isOnlyTold(String text) {
    for (String name : ONLY_TOLD) {
      if (text.startsWith(name, FACT_BEGIN.length())) {
        return true;
      }
    }
    return false;
  }

  private static void follow(Trail trail, Instant at, Fact fact) {
    switch (fact) {
      case Fact.Opened opened -> {
        trail.opened = Optional.of(opened);
        trail.openedAt = at;
      }
      case Fact.Joined joined -> trail.joinedEvents.add(joined.eventId());
      case Fact.Intent intent -> {
        trail.changed = true;
        trail.changedTargets.add(intent.targetId());
        trail.unanswered.put(intent.callId(), intent);
        for (Obligation obligation : intent.obligations()) {
          trail.owed.put(obligation.id(), obligation);
          trail.made.put(obligation.id(), obligation);
          trail.assigned.remove(obligation.id());
          trail.perhapsNeverMade.remove(obligation.id());
          if (obligation instanceof Obligation.WatchRefresh watch) {
            trail.refreshed.add(watch.groupName());
          }
        }
      }
      case Fact.Result result -> {
        Optional.ofNullable(result.details().get(REFRESH_ID)).ifPresent(trail.refreshIds::add);
        Fact.Intent intent = trail.unanswered.remove(result.callId());
        if (intent != null && !result.succeeded()) {
          intent.obligations().forEach(owed -> trail.perhapsNeverMade.add(owed.id()));
        }
      }
      case Fact.Discharged discharged -> {
        trail.owed.remove(discharged.obligationId());
        trail.assigned.remove(discharged.obligationId());
      }
      case Fact.Assigned assigned -> {
        Obligation obligation = trail.owed.remove(assigned.obligationId());
        if (obligation != null) {
          trail.assigned.put(assigned.obligationId(), obligation);
        }
      }
      case Fact.Closed closed -> {
        if (trail.outcomes.isEmpty()) {
          trail.closedAt = at;
        }
        trail.outcomes.add(closed);
      }
      case Fact.Answered answered -> {
        trail.approved |= answered.approved();
        if (answered.approved()) {
          trail.approvers.add(answered.by());
        }
      }
      case Fact.BackedUp backedUp -> trail.backedUp.add(backedUp.targetId());
      case Fact.HoldReleased _ -> trail.holdReleased = true;
      case Fact.Verified _ -> trail.verified = true;
      case Fact.Told _ -> trail.told = true;
      case Fact.LeaseTaken _,
          Fact.Planned _,
          Fact.NotPlanned _,
          Fact.ApprovalAsked _,
          Fact.ActionEnded _,
          Fact.ForeignChange _,
          Fact.NotVerified _,
          Fact.CancelAsked _ -> {}
    }
  }
}
