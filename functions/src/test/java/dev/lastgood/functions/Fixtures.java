package dev.lastgood.functions;

import dev.lastgood.functions.config.Alarm;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Values that are usual, so that a test says only what matters to it. */
public final class Fixtures {
  public static final Instant NOW = Instant.parse("2026-03-02T10:45:00Z");
  public static final String TEMPLATE = "lt-0123456789abcdef0";

  private Fixtures() {}

  /** An automatic target with one alarm named after it: {@code web} has {@code web-5xx}. */
  public static Target target(String id) {
    return target(id, 900, id + "-5xx");
  }

  public static Target target(String id, int deadlineSeconds, String... alarmNames) {
    return new Target(
        id,
        id + "-production",
        Mode.AUTOMATIC,
        Arrays.stream(alarmNames).map(name -> new Alarm(name, 60, 1, 1)).toList(),
        deadlineSeconds,
        3600,
        120,
        90,
        1,
        5);
  }

  public static AlarmReading alarm(AlarmReading.State state, Instant since) {
    return new AlarmReading("web-5xx", state, since);
  }

  public static Incident incident(String... targetIds) {
    return new Incident(
        "20260302-104120-0123456789",
        List.of(targetIds),
        "web-5xx",
        NOW.minusSeconds(60),
        NOW.plusSeconds(840),
        NOW,
        Optional.empty());
  }

  /** A chain that holds these facts, a second apart; its hashes are not those of a real one. */
  public static Chain chain(Fact... facts) {
    List<Entry> entries = new ArrayList<>();
    for (Fact fact : facts) {
      entries.add(new Entry(entries.size(), NOW.plusSeconds(entries.size()), fact, "hash"));
    }
    return new Chain("20260302-104120-0123456789", entries);
  }
}
