package dev.lastgood.functions.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.KeptSnapshot;
import dev.lastgood.functions.plan.DataHolder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The call that takes a snapshot")
class SnapshotCallsTest {
  private static final DataHolder DATABASE =
      new DataHolder("Database", "AWS::RDS::DBInstance", "web-db");

  private static StackStep step(String incidentId, Fact... facts) {
    Chain chain = Fixtures.chain(facts);
    return StackSteps.step(
        new StackBuilder("web"), new StackBuilder("web"), new Chain(incidentId, chain.entries()));
  }

  private static Fact.Intent intent(StackStep step, String callId) {
    return new Fact.Intent(
        callId, "web", "CreateDBSnapshot", SnapshotCalls.says(step, DATABASE), 1, List.of());
  }

  @Test
  @DisplayName("names it as RDS allows, the same at every attempt, and no two alike")
  void names() {
    Random chance = new Random(1);
    Set<String> names = new HashSet<>();
    int made = 0;
    for (String incident :
        List.of("20260301-015355-0be964be9e", "A", "-x-", "a--b", "é", "Z".repeat(200))) {
      for (int number = 0; number < 200; number++) {
        DataHolder holder =
            new DataHolder("Volume", "AWS::EC2::Volume", "vol-" + chance.nextLong());
        String name = SnapshotCalls.name(step(incident), holder);
        assertEquals(name, SnapshotCalls.name(step(incident), holder));
        assertTrue(name.matches("lastgood-[a-z0-9]+(-[a-z0-9]+)*"), name);
        assertTrue(name.length() <= 63, name);
        names.add(name);
        made++;
      }
    }
    assertEquals(made, names.size());
  }

  @Test
  @DisplayName("is another under another plan: what was written meanwhile is not in the one before")
  void plans() {
    assertNotEquals(
        SnapshotCalls.name(step("incident", StackSteps.planned("one")), DATABASE),
        SnapshotCalls.name(
            step("incident", StackSteps.planned("one"), StackSteps.planned("two")), DATABASE));
  }

  @Test
  @DisplayName("is known by the ledger to be made, perhaps made, refused or not made")
  void ledger() {
    StackStep none = step("incident");
    assertFalse(SnapshotCalls.isTaken(none, DATABASE));
    assertFalse(SnapshotCalls.isPerhapsTaken(none, DATABASE));
    StackStep perhaps = step("incident", intent(none, "call"));
    assertFalse(SnapshotCalls.isTaken(perhaps, DATABASE));
    assertTrue(SnapshotCalls.isPerhapsTaken(perhaps, DATABASE));
    StackStep refused =
        step("incident", intent(none, "call"), new Fact.Result("call", false, Map.of()));
    assertFalse(SnapshotCalls.isTaken(refused, DATABASE));
    assertFalse(SnapshotCalls.isPerhapsTaken(refused, DATABASE));
    KeptSnapshot kept = new KeptSnapshot("snapshot", DATABASE.says());
    StackStep taken =
        step("incident", intent(none, "call"), new Fact.Result("call", true, kept.details()));
    assertTrue(SnapshotCalls.isTaken(taken, DATABASE));
    assertFalse(SnapshotCalls.isPerhapsTaken(taken, DATABASE));
    assertEquals(List.of(kept), KeptSnapshot.in(taken.chain()));
    assertFalse(
        SnapshotCalls.isTaken(
            taken, new DataHolder("Database", "AWS::RDS::DBInstance", "another")));
  }

  private static SnapshotReading of(String status, String source) {
    return RdsStatuses.ofSnapshot(new RdsStatuses.Taken("snapshot", status, 40, source), DATABASE);
  }

  @Test
  @DisplayName("is adopted where one of its name is of that database alone, and it is complete")
  void adopted() {
    assertEquals(new SnapshotReading.Complete("snapshot"), of("available", "WEB-db"));
    assertEquals(new SnapshotReading.Taking("snapshot", "40%"), of("creating", "web-db"));
    assertInstanceOf(SnapshotReading.Impossible.class, of("failed", "web-db"));
    assertInstanceOf(SnapshotReading.Impossible.class, of("deleting", "web-db"));
    assertInstanceOf(SnapshotReading.Impossible.class, of("available", "another"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "creating",
        "deleting",
        "failed",
        "incompatible-network",
        "inaccessible-encryption-credentials",
        "modifying",
        "stopped",
        "storage-full",
        "upgrading",
        "a status that is younger than this"
      })
  @DisplayName("is not made in a status in which RDS refuses it, and only a backup is waited for")
  void statuses(String status) {
    Set<String> takenIn = Set.of("available", "storage-optimization");
    assertInstanceOf(SnapshotReading.Impossible.class, RdsStatuses.ofSource(status, takenIn));
    assertInstanceOf(SnapshotReading.NotYet.class, RdsStatuses.ofSource("backing-up", takenIn));
    takenIn.forEach(
        fine ->
            assertInstanceOf(SnapshotReading.Absent.class, RdsStatuses.ofSource(fine, takenIn)));
  }
}
