package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.stack.StackCircumstances.AtWork;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is done about a stack")
class StackDecisionsTest {
  private static final StackForecast FORECAST = new StackForecast(300, 200, 60, 0);

  /**
   * What CloudFormation accepts, written from its documentation and not from our code:
   * "CancelUpdateStack" ("You can cancel only stacks that are in the UPDATE_IN_PROGRESS state"),
   * "ContinueUpdateRollback", "RollbackStack", and "Understand update behaviors of stack resources"
   * of the API Reference and the User Guide. Whatever is not here accepts nothing of these.
   */
  private static final Map<String, Set<String>> DOCUMENTED =
      Map.ofEntries(
          Map.entry("CREATE_COMPLETE", Set.of("UPDATE")),
          Map.entry("UPDATE_COMPLETE", Set.of("UPDATE")),
          Map.entry("UPDATE_ROLLBACK_COMPLETE", Set.of("UPDATE")),
          Map.entry("IMPORT_COMPLETE", Set.of("UPDATE")),
          Map.entry("IMPORT_ROLLBACK_COMPLETE", Set.of("UPDATE")),
          Map.entry("UPDATE_IN_PROGRESS", Set.of("CANCEL_UPDATE_STACK")),
          Map.entry("UPDATE_FAILED", Set.of("ROLLBACK_STACK", "UPDATE")),
          Map.entry("CREATE_FAILED", Set.of("ROLLBACK_STACK", "UPDATE")),
          Map.entry("UPDATE_ROLLBACK_FAILED", Set.of("CONTINUE_UPDATE_ROLLBACK")));

  private static FailedResource failed(String logicalId, String reason, String status) {
    return new FailedResource(
        "web-Data-1ABC",
        "arn:data",
        true,
        logicalId,
        logicalId,
        "AWS::SQS::Queue",
        status,
        reason,
        Instant.EPOCH);
  }

  private static final FailedResource EXPIRED =
      failed("Queue", "The security token included in the request is expired", "UPDATE_FAILED");
  private static final FailedResource SIGNAL =
      failed("Fleet", "Received 0 SUCCESS signal(s) out of 2.", "UPDATE_FAILED");
  private static final FailedResource GONE =
      failed("Old", "The queue does not exist", "UPDATE_FAILED");
  private static final FailedResource FORBIDDEN =
      failed("Role", "is not authorized to perform: iam:PassRole", "UPDATE_FAILED");
  private static final FailedResource UNDELETED =
      failed("Left", "is not authorized to perform: x", "DELETE_FAILED");

  private static List<List<FailedResource>> failures() {
    return List.of(
        List.of(),
        List.of(EXPIRED),
        List.of(SIGNAL),
        List.of(GONE),
        List.of(FORBIDDEN),
        List.of(UNDELETED),
        List.of(EXPIRED, SIGNAL),
        List.of(EXPIRED, GONE));
  }

  private static List<Set<Differs>> allDiffers() {
    List<Set<Differs>> all = new ArrayList<>();
    Differs[] values = Differs.values();
    for (int bits = 0; bits < 1 << values.length; bits++) {
      Set<Differs> some = EnumSet.noneOf(Differs.class);
      for (int index = 0; index < values.length; index++) {
        if ((bits & 1 << index) != 0) {
          some.add(values[index]);
        }
      }
      all.add(some);
    }
    return all;
  }

  /** Every status against every circumstance: eight million cells. */
  private static void everywhere(Consumer<StackCircumstances> check) {
    boolean[] either = {false, true};
    for (StackStatus status : StackStatus.values()) {
      for (Set<Differs> differs : allDiffers()) {
        for (AtWork atWork : AtWork.values()) {
          for (OperationPolicy policy : OperationPolicy.values()) {
            for (List<FailedResource> failures : failures()) {
              for (boolean stable : either) {
                for (boolean nested : either) {
                  for (boolean approved : either) {
                    for (boolean continued : either) {
                      for (boolean cleanup : either) {
                        for (long left : new long[] {-1, 59, 199, 299, 300}) {
                          check.accept(
                              new StackCircumstances(
                                  status, stable, differs, atWork, policy, failures, nested,
                                  approved, continued, cleanup, left, FORECAST));
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static StackCircumstances usual(StackStatus status, Differs... differs) {
    return new StackCircumstances(
        status,
        true,
        Set.of(differs),
        AtWork.NOBODY,
        OperationPolicy.WAIT,
        List.of(),
        false,
        false,
        false,
        false,
        900,
        FORECAST);
  }

  private static StackCircumstances rollbackFailed(
      boolean approved, boolean continued, FailedResource... failures) {
    return new StackCircumstances(
        StackStatus.UPDATE_ROLLBACK_FAILED,
        true,
        Set.of(Differs.TEMPLATE),
        AtWork.NOBODY,
        OperationPolicy.WAIT,
        List.of(failures),
        false,
        approved,
        continued,
        false,
        900,
        FORECAST);
  }

  private static StackCircumstances updating(AtWork atWork, OperationPolicy policy, long left) {
    return new StackCircumstances(
        StackStatus.UPDATE_IN_PROGRESS,
        true,
        Set.of(Differs.TEMPLATE),
        atWork,
        policy,
        List.of(),
        false,
        false,
        false,
        false,
        left,
        FORECAST);
  }

  @Test
  @DisplayName("is a legal call, a wait, nothing or a refusal with its reason, in every cell")
  void everyCell() {
    Map<String, Set<String>> seen = new HashMap<>();
    everywhere(
        now -> {
          StackDecision decision = StackDecisions.decide(now);
          seen.computeIfAbsent(now.status().name(), _ -> new HashSet<>())
              .add(decision.getClass().getSimpleName());
          legal(now, decision);
          bounded(now, decision);
          assertFalse(decision.says().isBlank());
          if (decision instanceof StackDecision.Person(String because, var proposal)) {
            assertTrue(because.endsWith("."), because);
            proposal.ifPresent(ready -> legal(now, ready));
          }
        });
    assertEquals(Set.of("Wait", "CancelUpdate", "Person"), seen.get("UPDATE_IN_PROGRESS"));
    assertEquals(
        Set.of("Nothing", "ChangeBack", "RevertDrift", "Wait", "Person"),
        seen.get("UPDATE_COMPLETE"));
    assertEquals(Set.of("RollBack", "Wait", "Person"), seen.get("UPDATE_FAILED"));
    assertEquals(Set.of("ContinueRollback", "Wait", "Person"), seen.get("UPDATE_ROLLBACK_FAILED"));
    assertEquals(StackStatus.values().length, seen.size());
  }

  private static void legal(StackCircumstances now, StackDecision decision) {
    decision
        .operation()
        .ifPresent(
            operation -> {
              assertTrue(
                  DOCUMENTED.getOrDefault(now.status().name(), Set.of()).contains(operation.name()),
                  () -> now + " led to " + decision);
              assertFalse(now.nested(), () -> now + " led to " + decision);
            });
    switch (decision) {
      case StackDecision.RollBack _ ->
          assertTrue(
              now.hasLastStableState() && now.status() == StackStatus.UPDATE_FAILED,
              () -> "would delete the stack: " + now);
      case StackDecision.ContinueRollback going ->
          going
              .resourcesToSkip()
              .forEach(
                  name ->
                      assertTrue(
                          now.rollbackFailures().stream()
                              .anyMatch(
                                  failed ->
                                      failed.status().equals("UPDATE_FAILED")
                                          && name.equals("web-Data-1ABC." + failed.logicalId())),
                          () -> "cannot be skipped: " + name));
      case StackDecision.ChangeBack back -> {
        assertFalse(back.differs().contains(Differs.SECRET_PARAMETER));
        assertFalse(back.differs().isEmpty());
      }
      case StackDecision.RevertDrift back -> {
        assertTrue(back.differs().contains(Differs.DRIFT));
        assertFalse(back.differs().contains(Differs.SECRET_PARAMETER));
      }
      case StackDecision.Wait _ ->
          assertTrue(
              now.status().isInProgress() || now.atWork() == AtWork.OTHERS,
              () -> "waits for nobody: " + now);
      case StackDecision.Nothing _ ->
          assertTrue(now.differs().isEmpty() && now.status().isStable());
      case StackDecision.CancelUpdate _ -> assertTrue(now.atWork() != AtWork.LASTGOOD);
      case StackDecision.Person _ -> {
        // Refusals need no call.
      }
    }
  }

  /** What is begun fits the time, is not against the policy, and skips nothing unapproved. */
  private static void bounded(StackCircumstances now, StackDecision decision) {
    assertTrue(
        decision.forecastSeconds() <= Math.max(0, now.secondsLeft()),
        () -> now + " led to " + decision);
    if (decision.operation().isPresent() && now.atWork() == AtWork.OTHERS) {
      assertEquals(OperationPolicy.CANCEL, now.policy());
    }
    if (decision instanceof StackDecision.ContinueRollback going
        && !going.resourcesToSkip().isEmpty()) {
      assertTrue(now.skippingApproved());
    }
  }

  @Test
  @DisplayName("never is to delete it: no call that we know of does")
  void neverDeletes() {
    Set<String> known = new HashSet<>();
    for (StackOperationKind kind : StackOperationKind.values()) {
      known.add(kind.name());
    }
    assertEquals(
        Set.of("UPDATE", "CANCEL_UPDATE_STACK", "CONTINUE_UPDATE_ROLLBACK", "ROLLBACK_STACK"),
        known);
  }

  @Test
  @DisplayName("at rest is a change set back, drift-aware where there is drift")
  void atRest() {
    assertEquals(
        new StackDecision.ChangeBack(Set.of(Differs.TEMPLATE, Differs.SETTINGS), 300),
        StackDecisions.decide(
            usual(StackStatus.UPDATE_COMPLETE, Differs.TEMPLATE, Differs.SETTINGS)));
    assertEquals(
        new StackDecision.RevertDrift(Set.of(Differs.TEMPLATE, Differs.DRIFT), 300),
        StackDecisions.decide(usual(StackStatus.CREATE_COMPLETE, Differs.TEMPLATE, Differs.DRIFT)));
  }

  @Test
  @DisplayName("is nothing where CloudFormation has already rolled back, without a plan")
  void fastPaths() {
    assertTrue(
        StackDecisions.decide(usual(StackStatus.UPDATE_ROLLBACK_COMPLETE))
            .says()
            .contains("already taken the update back"));
    StackCircumstances usual = usual(StackStatus.UPDATE_COMPLETE);
    StackCircumstances cleanup =
        new StackCircumstances(
            usual.status(),
            true,
            Set.of(),
            AtWork.NOBODY,
            OperationPolicy.WAIT,
            List.of(),
            false,
            false,
            false,
            true,
            900,
            FORECAST);
    assertTrue(StackDecisions.decide(cleanup).says().contains("only the removal"));
  }

  @Test
  @DisplayName("is a person's where a secret was changed, with what can be done without it")
  void secret() {
    StackDecision.Person person =
        assertInstanceOf(
            StackDecision.Person.class,
            StackDecisions.decide(
                usual(StackStatus.UPDATE_COMPLETE, Differs.TEMPLATE, Differs.SECRET_PARAMETER)));
    assertEquals(
        Optional.of(new StackDecision.ChangeBack(Set.of(Differs.TEMPLATE), 300)),
        person.proposal());
  }

  @Test
  @DisplayName("while others update it is what the target's policy says, where time allows")
  void others() {
    assertInstanceOf(
        StackDecision.Wait.class,
        StackDecisions.decide(updating(AtWork.OTHERS, OperationPolicy.WAIT, 300)));
    assertInstanceOf(
        StackDecision.CancelUpdate.class,
        StackDecisions.decide(updating(AtWork.OTHERS, OperationPolicy.CANCEL, 200)));
    assertInstanceOf(
        StackDecision.Person.class,
        StackDecisions.decide(updating(AtWork.OTHERS, OperationPolicy.CANCEL, 199)));
    assertEquals(
        Optional.of(new StackDecision.CancelUpdate(200)),
        assertInstanceOf(
                StackDecision.Person.class,
                StackDecisions.decide(updating(AtWork.OTHERS, OperationPolicy.TELL, 900)))
            .proposal());
    assertInstanceOf(
        StackDecision.Wait.class,
        StackDecisions.decide(updating(AtWork.LASTGOOD, OperationPolicy.CANCEL, 300)),
        "our own update is not cancelled");
  }

  @Test
  @DisplayName("after a failed rollback is to continue as it is, or after the repair that is known")
  void continues() {
    assertEquals(
        new StackDecision.ContinueRollback(List.of(), List.of(), 200),
        StackDecisions.decide(rollbackFailed(false, false, EXPIRED)));
    assertEquals(
        new StackDecision.ContinueRollback(
            List.of(new RollbackRepair.SignalResource("arn:data", "Fleet", 2)), List.of(), 200),
        StackDecisions.decide(rollbackFailed(true, false, EXPIRED, SIGNAL)),
        "skipping is the last resort, even where it is approved");
  }

  @Test
  @DisplayName("is to skip resources only once it is approved, and as the call names them")
  void skips() {
    StackDecision skipping =
        new StackDecision.ContinueRollback(List.of(), List.of("web-Data-1ABC.Old"), 200);
    assertEquals(
        Optional.of(skipping),
        assertInstanceOf(
                StackDecision.Person.class,
                StackDecisions.decide(rollbackFailed(false, false, GONE)))
            .proposal());
    assertEquals(skipping, StackDecisions.decide(rollbackFailed(true, false, GONE)));
    assertInstanceOf(
        StackDecision.Person.class,
        StackDecisions.decide(rollbackFailed(true, false, UNDELETED)),
        "what failed to be deleted cannot be skipped");
  }

  @Test
  @DisplayName("is not to continue the same rollback again and again")
  void once() {
    assertInstanceOf(
        StackDecision.Person.class, StackDecisions.decide(rollbackFailed(false, true, EXPIRED)));
  }

  @Test
  @DisplayName("survives being written and read again")
  void json() {
    StackDecision decision = StackDecisions.decide(rollbackFailed(false, false, GONE));
    assertEquals(decision, Json.read(Json.write(decision), StackDecision.class));
    StackCircumstances now = rollbackFailed(true, true, SIGNAL);
    assertEquals(now, Json.read(Json.write(now), StackCircumstances.class));
  }
}
