package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.stack.StackOperation;
import dev.lastgood.functions.stack.StackParameter;
import dev.lastgood.functions.stack.StackStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Weighing a stack")
class StackWeighingTest {
  private static final Instant NOW = Fixtures.NOW;
  private static final Instant DEADLINE = NOW.plusSeconds(880);
  private static final long PLENTY = 600;

  private static StackBuilder web() {
    return new StackBuilder("web");
  }

  private static StackBuilder changed() {
    return web().templateWith("256", "128");
  }

  private static Weighing weigh(StackSituation situation) {
    return Weighing.of(situation, PLENTY);
  }

  private static StackPlan plan(StackSituation situation) {
    return assertInstanceOf(
        StackPlan.class, assertInstanceOf(Weighing.Change.class, weigh(situation)).plan());
  }

  private static String leftAlone(StackSituation situation) {
    return assertInstanceOf(Weighing.Leave.class, weigh(situation)).because();
  }

  private static <A extends StackAction> A only(Class<A> type, StackPlan plan) {
    assertEquals(1, plan.actions().size());
    return assertInstanceOf(type, plan.actions().getFirst());
  }

  @Test
  @DisplayName("leads to a change set back to the point, under the ARN that was planned for")
  void changeBack() {
    StackPlan plan = plan(StackSituations.situation(web(), changed()));
    only(StackAction.ChangeBack.class, plan);
    assertEquals("web", plan.targetId());
    assertEquals(StackBuilder.arn("web", 1), plan.resourceName());
    assertEquals(web().body(), plan.goal());
    assertEquals(changed().body(), plan.before());
    assertEquals(Optional.empty(), plan.operationToken());
    assertEquals(List.of(), plan.irreversible());
    assertFalse(plan.actions().getFirst().replacesInstances());
  }

  @Test
  @DisplayName("remembers the operation that it saw, by which a later one is known as another's")
  void operationToken() {
    assertEquals(
        Optional.of("console-1"),
        plan(StackSituations.with(
                StackSituations.situation(web(), changed()),
                StackSituations.operation(
                    StackStatus.UPDATE_COMPLETE, Optional.of(StackStatus.CREATE_COMPLETE))))
            .operationToken());
  }

  @Test
  @DisplayName("finds a stack well that differs in nothing, or in settings alone")
  void well() {
    assertEquals(
        "The stack is what the point holds.",
        assertInstanceOf(
                Weighing.Well.class, weigh(StackSituations.situation(web(), web().tag("a", "b"))))
            .because());
    assertTrue(
        assertInstanceOf(
                Weighing.Well.class,
                weigh(
                    StackSituations.situation(
                        web(), web().status(StackStatus.UPDATE_ROLLBACK_COMPLETE))))
            .because()
            .startsWith("CloudFormation has already taken the update back"));
  }

  @Test
  @DisplayName("leaves it alone without a point, and where it cannot be read")
  void obstacles() {
    StackSituation usual = StackSituations.situation(web(), changed());
    assertEquals(
        "It is unprotected.",
        leftAlone(
            new StackSituation(
                usual.target(),
                usual.selection(),
                usual.live(),
                new Goal.None<>("It is unprotected."),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false)));
    assertEquals(
        "No stack.",
        leftAlone(
            new StackSituation(
                usual.target(),
                usual.selection(),
                new Reading.Unreadable("No stack."),
                usual.goal(),
                usual.goalTemplate(),
                Optional.empty(),
                false,
                false,
                false)));
  }

  @Test
  @DisplayName("leaves a changed secret to a person, with what else could be done")
  void secret() {
    StackSituation hidden =
        StackSituations.situation(
            web().parameter("Password", new StackParameter.Secret()),
            web().parameter("Password", new StackParameter.Secret()).updatedAt(NOW));
    assertTrue(leftAlone(hidden).startsWith("A parameter that cannot be read back was changed"));
    StackParameter was = new StackParameter.Reference("/image", Optional.of("ami-1"));
    StackParameter is = new StackParameter.Reference("/image", Optional.of("ami-2"));
    String both =
        leftAlone(
            StackSituations.situation(
                web().parameter("Image", was), changed().parameter("Image", is)));
    assertTrue(both.contains("Ready to be done: Executes a change set"), both);
  }

  @Test
  @DisplayName("leaves a nested stack to its parent")
  void nested() {
    assertTrue(
        leftAlone(StackSituations.situation(web(), changed().nestedIn("shop")))
            .startsWith("The stack is nested in another"));
  }

  @Test
  @DisplayName("leaves it alone where the time is too short, and says what would be ready")
  void tooLate() {
    String because =
        assertInstanceOf(
                Weighing.Leave.class, Weighing.of(StackSituations.situation(web(), changed()), 89))
            .because();
    assertTrue(because.startsWith("It would take about 90 s, and 89 s are left."), because);
    assertTrue(because.contains("Ready to be done:"), because);
    assertInstanceOf(
        Weighing.Change.class, Weighing.of(StackSituations.situation(web(), changed()), 90));
  }

  @Test
  @DisplayName("does with somebody's update what its team said")
  void othersUpdate() {
    StackSituation updating =
        StackSituations.with(
            StackSituations.situation(web(), changed().status(StackStatus.UPDATE_IN_PROGRESS)),
            StackSituations.operation(
                StackStatus.UPDATE_IN_PROGRESS, Optional.of(StackStatus.CREATE_COMPLETE)));
    only(StackAction.AwaitOperation.class, plan(updating));
    StackSelection web = StackSituations.WEB;
    only(
        StackAction.CancelUpdate.class,
        plan(StackSituations.with(updating, web.whileAtWork(OperationPolicy.CANCEL))));
    assertTrue(
        leftAlone(StackSituations.with(updating, web.whileAtWork(OperationPolicy.TELL)))
            .startsWith("Somebody is updating the stack."));
  }

  @Test
  @DisplayName("goes back from a failed update only to a stable state that there was")
  void lastStable() {
    StackBuilder failed = changed().status(StackStatus.UPDATE_FAILED);
    StackSituation forgotten = StackSituations.situation(web(), failed);
    only(StackAction.RollBackStack.class, plan(forgotten));
    only(
        StackAction.RollBackStack.class,
        plan(
            StackSituations.with(
                StackSituations.situation(web().made(2), failed),
                StackSituations.operation(
                    StackStatus.UPDATE_FAILED, Optional.of(StackStatus.CREATE_COMPLETE)))));
    assertTrue(
        leftAlone(StackSituations.situation(web().made(2), failed))
            .startsWith("The stack was never in a stable state, as far as its events tell"),
        "the point is of a stack that had the same name");
    assertTrue(
        leftAlone(StackSituations.situation(web().status(StackStatus.UPDATE_FAILED), failed))
            .startsWith("The stack was never in a stable state"),
        "the point was not stable either");
  }

  private static StackSituation rollbackFailed(String reason) {
    return StackSituations.with(
        StackSituations.situation(web(), changed().status(StackStatus.UPDATE_ROLLBACK_FAILED)),
        StackSituations.operation(
            StackStatus.UPDATE_ROLLBACK_FAILED,
            Optional.of(StackStatus.CREATE_COMPLETE),
            StackSituations.failed("Orders", "AWS::DynamoDB::Table", reason)));
  }

  @Test
  @DisplayName("continues a rollback whose cause has passed, and skips nothing")
  void continues() {
    StackPlan plan = plan(rollbackFailed("The security token included in the request is expired"));
    StackAction.ContinueRollback action = only(StackAction.ContinueRollback.class, plan);
    assertEquals(List.of(), action.resourcesToSkip());
    assertEquals(List.of(), plan.irreversible());
  }

  @Test
  @DisplayName("makes what only people may allow a plan that names each loss")
  void skipping() {
    StackPlan plan = plan(rollbackFailed("is not authorized to perform: dynamodb:UpdateTable"));
    StackAction.ContinueRollback action = only(StackAction.ContinueRollback.class, plan);
    assertEquals(List.of("Orders"), action.resourcesToSkip());
    assertEquals(List.of("Orders"), plan.irreversible().stream().map(Loss::resource).toList());
    String says = plan.irreversible().getFirst().says();
    assertTrue(says.startsWith("Skipping Orders leaves it other than its template says."), says);
    assertTrue(plan.isApproved(new Loss("Orders", "")));
    assertFalse(plan.isApproved(new Loss("Reader", "")), "nobody approved of that");
  }

  @Test
  @DisplayName("names what going back would lose, and that rollback triggers are left out")
  void losses() {
    StackPlan plan =
        plan(
            StackSituations.situation(
                web(), web().templateWith("\"orders\"", "\"orders-2\"").trigger("arn:alarm")));
    only(StackAction.ChangeBack.class, plan);
    assertEquals(List.of("Orders"), plan.irreversible().stream().map(Loss::resource).toList());
    assertEquals(2, plan.remarks().size());
    assertTrue(plan.remarks().getLast().startsWith("Its rollback triggers are left out"));
  }

  @Test
  @DisplayName("is made for the operation that was the newest, by its token and by when it began")
  void operation() {
    StackOperation known = StackSituations.operation(StackStatus.UPDATE_COMPLETE, Optional.empty());
    StackSituation bad =
        StackSituations.situation(web(), web().templateWith("\"orders\"", "\"orders-2\""));
    StackPlan plan = plan(StackSituations.with(bad, known));
    assertTrue(plan.isMadeFor(known));
    assertFalse(plan.isMadeFor(StackSituations.byToken(known, Optional.of("console-2"))));
    assertFalse(plan(bad).isMadeFor(known), "none was known");
    StackOperation nameless = StackSituations.byToken(known, Optional.empty());
    StackPlan onNameless = plan(StackSituations.with(bad, nameless));
    assertTrue(onNameless.isMadeFor(nameless));
    assertFalse(
        onNameless.isMadeFor(StackSituations.begunLater(nameless)), "neither gives a token");
  }

  private static Planning planning(Situation... situations) {
    return Planner.plan("incident", List.of(situations), Dependencies.of(List.of()), NOW, DEADLINE);
  }

  @Test
  @DisplayName("looks for drift where nothing of the stack differs and it is suspected")
  void drift() {
    StackSituation same = StackSituations.situation(web(), web());
    assertInstanceOf(Planning.Well.class, planning(same));
    Plan plan =
        assertInstanceOf(Planning.Feasible.class, planning(StackSituations.driftSuspected(same)))
            .plan();
    only(
        StackAction.RevertDrift.class,
        assertInstanceOf(StackPlan.class, plan.target("web").orElseThrow()));
  }

  @Test
  @DisplayName("looks for no drift where the stack itself differs")
  void noDriftBesideAChange() {
    Plan plan =
        assertInstanceOf(
                Planning.Feasible.class,
                planning(
                    StackSituations.driftSuspected(StackSituations.situation(web(), changed()))))
            .plan();
    only(
        StackAction.ChangeBack.class,
        assertInstanceOf(StackPlan.class, plan.target("web").orElseThrow()));
  }

  @Test
  @DisplayName("looks for no drift where another target of the incident differs")
  void noDriftBesideAnother() {
    GroupSituation group =
        PlannerTest.situation(
            Fixtures.target("shop"), new BodyBuilder(), new BodyBuilder().version("2", "ami-2"));
    Plan plan =
        assertInstanceOf(
                Planning.Feasible.class,
                planning(
                    StackSituations.driftSuspected(StackSituations.situation(web(), web())), group))
            .plan();
    assertEquals(Optional.empty(), plan.target("web"));
    assertEquals("The stack is what the point holds.", plan.leftAlone().get("web"));
    assertTrue(plan.target("shop").isPresent());
  }

  @Test
  @DisplayName("looks for no drift while an operation is under way that may be what is amiss")
  void noDriftMeanwhile() {
    StackSituation updating =
        StackSituations.driftSuspected(
            StackSituations.situation(web(), web().status(StackStatus.UPDATE_IN_PROGRESS)));
    Plan plan = assertInstanceOf(Planning.Feasible.class, planning(updating)).plan();
    only(
        StackAction.AwaitOperation.class,
        assertInstanceOf(StackPlan.class, plan.target("web").orElseThrow()));
  }

  private static final String DATABASE =
      "\"Data\": {\"Type\": \"AWS::RDS::DBInstance\", \"Properties\": {\"DBName\": \"NAME\"}},"
          + " \"Reader\"";

  private static StackBuilder withDatabase(String name) {
    return web()
        .templateWith("\"Reader\"", DATABASE.replace("NAME", name))
        .resource("Data", "AWS::RDS::DBInstance", "web-data");
  }

  private static StackSituation protecting(StackSituation usual) {
    return StackSituations.with(usual, new StackSelection("web").protectData(true));
  }

  @Test
  @DisplayName("says of a database that would be lost that it is snapshotted first, where asked to")
  void protectsData() {
    StackSituation situation = StackSituations.situation(withDatabase("a"), withDatabase("b"));
    StackPlan plain = planWithin(situation, 2_000);
    assertFalse(plain.protectsData());
    assertEquals(0, plain.snapshotSeconds());
    assertEquals(1, plain.remarks().size());
    StackPlan plan = planWithin(protecting(situation), 2_000);
    assertTrue(plan.protectsData());
    assertEquals(300, plan.snapshotSeconds());
    assertEquals(plain.forecastSeconds() + 300, plan.forecastSeconds());
    assertEquals(2, plan.remarks().size());
    assertTrue(
        plan.remarks().getLast().startsWith("A snapshot is taken first of Data (AWS::RDS::"),
        plan.remarks().toString());
  }

  private static StackPlan planWithin(StackSituation situation, long secondsLeft) {
    return assertInstanceOf(
        StackPlan.class,
        assertInstanceOf(Weighing.Change.class, Weighing.of(situation, secondsLeft)).plan());
  }

  @Test
  @DisplayName("says that no snapshot protects a table")
  void unprotected() {
    StackSituation situation =
        protecting(
            StackSituations.situation(
                web(),
                web()
                    .templateWith("\"orders\"", "\"orders-2\"")
                    .resource("Orders", "AWS::DynamoDB::Table", "orders-2")));
    StackPlan plan = plan(situation);
    assertEquals("No snapshot protects Orders (AWS::DynamoDB::Table).", plan.remarks().getLast());
    assertEquals(0, plan.snapshotSeconds());
  }

  @Test
  @DisplayName("leaves it to a person where the snapshots leave no time, and says so")
  void noTimeForSnapshots() {
    StackSituation situation = StackSituations.situation(withDatabase("a"), withDatabase("b"));
    assertInstanceOf(Weighing.Change.class, Weighing.of(situation, 600));
    assertTrue(
        assertInstanceOf(Weighing.Leave.class, Weighing.of(protecting(situation), 600))
            .because()
            .startsWith(
                "It would take about 900 s (300 s of that for snapshots before), and 600 s are"
                    + " left."));
  }

  @Test
  @DisplayName("protects what an update that failed has made, before it is gone back from")
  void protectsBeforeRollback() {
    StackSituation situation =
        StackSituations.with(
            protecting(
                StackSituations.situation(
                    withDatabase("a"), withDatabase("b").status(StackStatus.UPDATE_FAILED))),
            StackSituations.operation(
                StackStatus.UPDATE_FAILED, Optional.of(StackStatus.CREATE_COMPLETE)));
    StackPlan plan = planWithin(situation, 2_000);
    only(StackAction.RollBackStack.class, plan);
    assertEquals(300, plan.snapshotSeconds());
    assertEquals(900, plan.forecastSeconds());
  }

  @Test
  @DisplayName("takes no snapshot before an update under way is cancelled, and says why")
  void cancels() {
    StackSituation situation =
        StackSituations.with(
            StackSituations.with(
                StackSituations.situation(
                    withDatabase("a"), withDatabase("b").status(StackStatus.UPDATE_IN_PROGRESS)),
                new StackSelection("web").protectData(true).whileAtWork(OperationPolicy.CANCEL)),
            StackSituations.operation(
                StackStatus.UPDATE_IN_PROGRESS, Optional.of(StackStatus.CREATE_COMPLETE)));
    StackPlan plan = planWithin(situation, 2_000);
    only(StackAction.CancelUpdate.class, plan);
    assertEquals(0, plan.snapshotSeconds());
    assertEquals(600, plan.forecastSeconds());
    assertTrue(
        plan.remarks().getLast().startsWith("No snapshot is taken first: the update goes on"),
        plan.remarks().toString());
  }
}
