package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.asl.ExecutionStatus;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.Difference;
import dev.lastgood.functions.plan.Plan;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.ServiceErrors;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.rehearsal.TimelineEntry;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import dev.lastgood.test.documents.AwsCliCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

@DisplayName("In a rehearsal")
class VariationsTest {
  private static void ended(Staging staging, Outcome outcome) {
    assertEquals(List.of(), staging.result().violations());
    assertEquals(
        outcome.name(), staging.result().outcome(), () -> "" + staging.result().timeline());
    assertEquals(1, staging.facts(Fact.Closed.class).count());
    assertEquals(1, staging.facts(Fact.Told.class).count());
  }

  private static void untouched(Staging staging) {
    assertEquals(List.of(), staging.ourChanges());
    assertEquals("$Latest", staging.group().launchTemplate().version());
  }

  private static void asItWas(Staging staging) {
    assertEquals(5, staging.group().minSize(), "the minimum is not left raised");
    assertEquals(List.of(), staging.group().suspendedProcesses(), "nothing is left suspended");
  }

  private static Staging asking(int required, boolean... answers) {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE).mode(Mode.APPROVE, required);
    return staging.upon(
        Fact.ApprovalAsked.class,
        (world, _) -> {
          for (int index = 0; index < answers.length; index++) {
            // One after the other, the first person twice.
            Map<String, Object> answer =
                Map.of(
                    "incidentId",
                    staging.incidentId(),
                    "by",
                    "person-" + Math.max(0, index - 1),
                    "approved",
                    answers[index]);
            world
                .time()
                .after(
                    Duration.ofSeconds(20 + 10L * index),
                    () -> world.lambda().invokeAsync("lastgood-production-answer", answer));
          }
        });
  }

  @Test
  @DisplayName("a target in mode observe gets a plan and nothing else")
  void observe() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE).mode(Mode.OBSERVE, 1).run(1);
    ended(staging, Outcome.DECLINED);
    untouched(staging);
    assertTrue(
        plan(staging).targets().findFirst().orElseThrow().actions().getFirst()
            instanceof Action.RefreshToPoint);
    assertTrue(
        staging.world().sns().deliveries().getLast().message().contains(planKey(staging)),
        "people are told where it is");
  }

  private static String planKey(Staging staging) {
    return staging.facts(Fact.Planned.class).findFirst().orElseThrow().planKey();
  }

  private static Plan plan(Staging staging) {
    return Json.read(
        staging
            .world()
            .s3()
            .client()
            .getObjectAsBytes(
                request -> request.bucket(Built.PRODUCTION.bucket()).key(planKey(staging)))
            .asUtf8String(),
        Plan.class);
  }

  @Test
  @DisplayName(
      "what went bad is told by the hold, to the calls that the runbook has pipelines make")
  void hold() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE).run(1);
    ended(staging, Outcome.RECOVERED);
    List<String> answers = asked(staging);
    assertTrue(
        answers.get(0).startsWith("Alarm web-5xx went off at 2026-03-01T"), answers::toString);
    String bad = answers.get(1);
    Difference image =
        plan(staging).targets().findFirst().orElseThrow().differences().stream()
            .filter(difference -> difference.field().equals("launchTemplate/ImageId"))
            .findFirst()
            .orElseThrow();
    assertEquals(image.live(), bad);
    assertNotEquals(image.point(), bad);
    assertEquals("None", answers.get(2), "the incident is over");
    assertEquals(
        List.of("None", "None", "None"),
        asked(Staging.of(Staging.BAD_TEMPLATE).mode(Mode.OBSERVE, 1).run(1)),
        "where nothing was changed, nothing is on hold");
  }

  private static List<String> asked(Staging staging) {
    return AwsCliCall.in(Path.of("..", "docs", "runbooks", "hold.md")).stream()
        .map(call -> call.answer(staging.world().dynamoDb().client(), call.table()))
        .toList();
  }

  @Test
  @DisplayName("a plan is carried out once enough distinct people have approved it")
  void approved() {
    Staging staging = asking(2, true, true, true).run(1);
    ended(staging, Outcome.RECOVERED);
    List<Fact> order = new ArrayList<>();
    staging.facts(Fact.class).forEach(order::add);
    Fact.Intent first = staging.facts(Fact.Intent.class).findFirst().orElseThrow();
    assertEquals(
        3,
        order.subList(0, order.indexOf(first)).stream()
            .filter(Fact.Answered.class::isInstance)
            .count(),
        "the same person twice was not enough");
    asItWas(staging);
  }

  @Test
  @DisplayName("a plan that one person declines is not carried out, whoever approved it before")
  void declined() {
    Staging staging = asking(2, true, true, false).run(1);
    ended(staging, Outcome.DECLINED);
    untouched(staging);
    assertTrue(
        staging.facts(Fact.Closed.class).findFirst().orElseThrow().because().contains("person-1"));
  }

  @Test
  @DisplayName("a plan that too few people answer is escalated, and an answer then is too late")
  void unanswered() {
    for (Staging staging : List.of(asking(1), asking(2, true, true))) {
      staging.run(1);
      ended(staging, Outcome.ESCALATED);
      untouched(staging);
      assertTrue(
          staging
              .facts(Fact.Closed.class)
              .findFirst()
              .orElseThrow()
              .because()
              .contains("Nobody approved"));
    }
  }

  @Test
  @DisplayName("the global stop, set before, has the plan declined")
  void stoppedBefore() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging.before(_ -> staging.control("stop", "because", "An audit.")).run(1);
    ended(staging, Outcome.DECLINED);
    untouched(staging);
    assertTrue(
        staging.facts(Fact.Closed.class).findFirst().orElseThrow().because().contains("An audit."));
  }

  @Test
  @DisplayName("the global stop, set between two changes, ends it there, and what is owed is met")
  void stoppedBetween() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging
        .upon(
            Fact.Intent.class,
            (_, intent) -> {
              if (intent.operation().equals("SuspendProcesses")) {
                staging.control("stop", "because", "An audit.");
              }
            })
        .run(1);
    ended(staging, Outcome.CANCELLED);
    assertEquals(List.of("SuspendProcesses", "ResumeProcesses"), staging.ourChanges());
    asItWas(staging);
  }

  @Test
  @DisplayName("the global stop, set while instances are replaced, leaves no mixture")
  void stoppedWhileReplacing() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging
        .upon(
            Fact.Result.class,
            (_, result) -> {
              if (result.details().containsKey("instanceRefreshId")) {
                staging.control("stop", "because", "An audit.");
              }
            })
        .run(1);
    ended(staging, Outcome.RECOVERED);
    asItWas(staging);
  }

  @Test
  @DisplayName("a mode that a person sets at run time overrides the configured one")
  void modeAtRunTime() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging.before(_ -> staging.control("mode#web", "mode", "OBSERVE")).run(1);
    ended(staging, Outcome.DECLINED);
    untouched(staging);
  }

  @Test
  @DisplayName(
      "a ledger that was tampered with ends its incident all the same, and a person is told")
  void tamperedLedger() {
    Staging staging =
        Staging.of(Staging.BAD_TEMPLATE)
            .upon(
                Fact.BackedUp.class,
                (world, _) -> world.time().after(Duration.ZERO, () -> tamper(world)))
            .run(1);
    assertTrue(
        staging.world().sns().deliveries().stream()
            .anyMatch(delivery -> delivery.message().contains("does not hold from entry 0")),
        () -> "" + staging.result().timeline());
    assertEquals(List.of(), staging.ourChanges());
    Map<String, AttributeValue> incident =
        staging
            .world()
            .dynamoDb()
            .table(Built.PRODUCTION.stateTable())
            .item(
                Map.of(
                    "pk", AttributeValue.fromS("incident#" + staging.incidentId()),
                    "sk", AttributeValue.fromS("incident")))
            .orElseThrow();
    assertEquals("ESCALATED", incident.get("outcome").s());
  }

  /** Somebody with the right to do so changes the hash of every first entry. */
  private static void tamper(SimulatedWorld world) {
    for (Map<String, AttributeValue> item :
        world.dynamoDb().table(Built.PRODUCTION.ledgerTable()).items()) {
      if (item.get("sk").s().equals("000000")) {
        Map<String, AttributeValue> changed = new TreeMap<>(item);
        changed.put("hash", AttributeValue.fromS("0".repeat(64)));
        world
            .dynamoDb()
            .client()
            .putItem(request -> request.tableName(Built.PRODUCTION.ledgerTable()).item(changed));
      }
    }
  }

  @Test
  @DisplayName("a point that was tampered with is refused, and a person is told")
  void tampered() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging
        .before(
            world -> {
              S3Client s3 = world.s3().client();
              s3.listObjectsV2(
                      request -> request.bucket(Built.PRODUCTION.bucket()).prefix("points/web/"))
                  .contents()
                  .forEach(
                      object -> {
                        String body =
                            s3.getObjectAsBytes(
                                    request ->
                                        request.bucket(Built.PRODUCTION.bucket()).key(object.key()))
                                .asString(StandardCharsets.UTF_8);
                        assertTrue(body.contains("\"minSize\":5"), body);
                        s3.putObject(
                            request -> request.bucket(Built.PRODUCTION.bucket()).key(object.key()),
                            RequestBody.fromString(body.replace("\"minSize\":5", "\"minSize\":0")));
                      });
            })
        .run(1);
    ended(staging, Outcome.ESCALATED);
    untouched(staging);
    assertTrue(
        staging
            .facts(Fact.NotPlanned.class)
            .findFirst()
            .orElseThrow()
            .because()
            .contains("does not have the hash that was sealed"));
  }

  @Test
  @DisplayName("a point whose seal cannot be checked is not used")
  void keyDisabled() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging.before(world -> world.kms().disable(Built.PRODUCTION.sealKey())).run(1);
    ended(staging, Outcome.ESCALATED);
    untouched(staging);
    assertTrue(
        staging
            .facts(Fact.NotPlanned.class)
            .findFirst()
            .orElseThrow()
            .because()
            .contains("KMS did not check the seal"));
  }

  @Test
  @DisplayName(
      "a point whose image was deregistered is told of by an alarm long before it is missed")
  void imageDeregistered() {
    Staging staging = Staging.of("image-deregistered").run(1);
    ended(staging, Outcome.ESCALATED);
    untouched(staging);
    List<String> alarms =
        staging.result().timeline().stream()
            .filter(entry -> entry.source().equals("alarm"))
            .map(TimelineEntry::message)
            .toList();
    assertEquals(
        List.of("lastgood-production-not-recoverable-web is ALARM.", "web-5xx is ALARM."), alarms);
    String notice = staging.world().sns().deliveries().getLast().message();
    assertTrue(notice.contains("web is not recoverable, because: The good point of "), notice);
    assertTrue(notice.contains("The image ami-0a1b2c3d4e5f60001 does not exist any more."), notice);
  }

  @Test
  @DisplayName("a good point whose image is gone is passed over for an older one")
  void olderPoint() {
    // Without its image gone, the newest good point is what runs, and the incident is escalated.
    Staging staging =
        Staging.of("slow-burn")
            .twist(
                (world, begin) ->
                    world
                        .time()
                        .at(
                            begin.plus(Duration.ofMinutes(100)),
                            () -> world.ec2().deregisterImage("ami-0a1b2c3d4e5f60002")))
            .run(1);
    ended(staging, Outcome.RECOVERED);
    assertEquals("1", staging.group().launchTemplate().version());
    asItWas(staging);
    assertTrue(
        staging
            .world()
            .sns()
            .deliveries()
            .getLast()
            .message()
            .contains("web is recoverable. It can go back to its good point of "));
  }

  @Test
  @DisplayName("a version whose parameter stands for another image by now is made again")
  void parameterMoved() {
    Staging staging =
        Staging.of("image-parameter")
            .before(world -> world.ec2().imageParameter("/images/web/1", "ami-0a1b2c3d4e5f60002"))
            .run(1);
    ended(staging, Outcome.RECOVERED);
    assertEquals("3", staging.group().launchTemplate().version());
    assertTrue(
        staging.ourChanges().contains("StartInstanceRefresh"), staging.ourChanges()::toString);
  }

  @Test
  @DisplayName("a check that does not come any more is told of by the same alarm")
  void checkGone() {
    String alarm = "lastgood-production-not-recoverable-web";
    Staging staging = Staging.of("nothing-changed");
    staging
        .before(world -> world.lambda().deleteAlias("lastgood-production-check", "live"))
        .until(
            () ->
                staging
                    .world()
                    .cloudWatch()
                    .state(alarm)
                    .filter(StateValue.ALARM::equals)
                    .isPresent())
        .run(1);
    assertEquals("ESCALATED", staging.result().outcome());
    assertTrue(
        staging.result().timeline().stream()
            .anyMatch(entry -> entry.message().equals(alarm + " is ALARM.")),
        () -> "" + staging.result().timeline());
  }

  @Test
  @DisplayName("an alarm that leaves no time for anything is escalated within a minute")
  void tooLate() {
    Staging staging = Staging.of("capacity-zeroed").deadlineSeconds(80).run(1);
    ended(staging, Outcome.ESCALATED);
    assertEquals(List.of(), staging.ourChanges());
    assertTrue(staging.result().recoverySeconds() < 60, "" + staging.result().recoverySeconds());
    assertFalse(staging.facts(Fact.LeaseTaken.class).findAny().isPresent());
  }

  private static void suspendSchedules(SimulatedWorld world) {
    world
        .autoScaling()
        .client()
        .suspendProcesses(
            request ->
                request
                    .autoScalingGroupName("web-production")
                    .scalingProcesses("ScheduledActions"));
  }

  @Test
  @DisplayName("schedules that somebody froze run again, and those frozen at the point do not")
  void frozenSchedules() {
    Staging byMistake =
        Staging.of("capacity-zeroed").before(VariationsTest::suspendSchedules).run(1);
    ended(byMistake, Outcome.RECOVERED);
    asItWas(byMistake);

    Staging onPurpose =
        Staging.of("capacity-zeroed").prepared(VariationsTest::suspendSchedules).run(1);
    ended(onPurpose, Outcome.RECOVERED);
    assertEquals(1, onPurpose.group().suspendedProcesses().size());

    Staging resumed =
        Staging.of("capacity-zeroed")
            .prepared(VariationsTest::suspendSchedules)
            .before(
                world ->
                    world
                        .autoScaling()
                        .client()
                        .resumeProcesses(
                            request ->
                                request
                                    .autoScalingGroupName("web-production")
                                    .scalingProcesses("ScheduledActions")))
            .run(1);
    ended(resumed, Outcome.RECOVERED);
    assertEquals(1, resumed.group().suspendedProcesses().size());
  }

  @Test
  @DisplayName("a recovery is not called one while a probe of the team's own cannot be asked")
  void probe() {
    Staging staging =
        Staging.of(Staging.BAD_TEMPLATE)
            .prepared(
                world ->
                    world.watchCalls(
                        new CallObserver() {
                          @Override
                          public void before(Call call) {
                            if (call.operation().service().equals("lambda")) {
                              throw ServiceErrors.of(
                                  LambdaException::builder,
                                  "Lambda",
                                  "AccessDeniedException",
                                  "The probe may not be invoked.",
                                  403);
                            }
                          }
                        }))
            .run(1);
    ended(staging, Outcome.ESCALATED);
    assertTrue(
        staging
            .facts(Fact.NotVerified.class)
            .findFirst()
            .orElseThrow()
            .reasons()
            .toString()
            .contains("The probe web-probe of web could not be asked"));
  }

  @Test
  @DisplayName("a sweep that cannot tell what is unfinished looks at alarms all the same")
  void sweepInParts() {
    boolean[] opened = new boolean[1];
    int[] refused = new int[1];
    Staging staging =
        Staging.of("alarm-undelivered")
            .upon(Fact.Opened.class, (_, _) -> opened[0] = true)
            .prepared(
                world ->
                    world.watchCalls(
                        new CallObserver() {
                          @Override
                          public void before(Call call) {
                            boolean bySweep =
                                call.caller()
                                    .flatMap(it -> it.attachment(InvocationContext.class))
                                    .filter(it -> it.functionName().endsWith("-sweep"))
                                    .isPresent();
                            if (bySweep && !opened[0] && call.operation().name().equals("Query")) {
                              refused[0]++;
                              throw ServiceErrors.of(
                                  DynamoDbException::builder,
                                  "DynamoDb",
                                  "AccessDeniedException",
                                  "The table may not be queried.",
                                  400);
                            }
                          }
                        }))
            .run(1);
    ended(staging, Outcome.RECOVERED);
    assertTrue(refused[0] > 0);
  }

  @Test
  @DisplayName("an execution that is aborted is announced, and another closes its incident")
  void abortedExecution() {
    Map<String, ExecutionStatus> ended = new TreeMap<>();
    Map<String, Instant> endedAt = new TreeMap<>();
    Staging staging =
        Staging.of("execution-aborted")
            .prepared(
                world ->
                    world.watchExecutions(
                        execution -> {
                          String name = execution.executionArn().split(":execution:")[1];
                          ended.put(name, execution.status());
                          endedAt.put(name, world.time().now());
                        }))
            .run(1);
    ended(staging, Outcome.ESCALATED);
    String lost = staging.incidentId();
    String incident = "lastgood-production-incident:" + lost;
    String recovery = "lastgood-production-recovery:" + lost;
    assertEquals(
        Map.of(
            incident,
            ExecutionStatus.ABORTED,
            recovery,
            ExecutionStatus.ABORTED,
            incident + "-2",
            ExecutionStatus.SUCCEEDED),
        ended);
    // Nothing that a function of the recovery had begun can still be under way.
    assertTrue(
        !endedAt.get(incident + "-2").isBefore(endedAt.get(recovery).plusSeconds(20)),
        endedAt.toString());
    assertTrue(
        staging
            .facts(Fact.Closed.class)
            .findFirst()
            .orElseThrow()
            .because()
            .contains("ended as ABORTED"));
  }

  @Test
  @DisplayName("a canary is answered by every function, counted, and does nothing")
  void canaries() {
    List<String> counted = new ArrayList<>();
    List<InvocationResult> answers = new ArrayList<>();
    Staging staging =
        Staging.of("nothing-changed")
            .prepared(
                world ->
                    world.watchInvocations(
                        new InvocationObserver() {
                          @Override
                          public void metric(
                              String functionName,
                              String name,
                              double value,
                              String unit,
                              Map<String, String> dimensions) {
                            if (name.equals("Canary")) {
                              counted.add(dimensions.get("Function"));
                            }
                          }
                        }))
            .before(
                world -> {
                  for (String function :
                      List.of("lastgood-production-act", "lastgood-production-plan")) {
                    world
                        .lambda()
                        .invoke(
                            function, Map.of("canary", true), (_, result) -> answers.add(result));
                  }
                })
            .run(1);
    ended(staging, Outcome.ESCALATED);
    Map<String, Integer> counts = new TreeMap<>();
    counted.forEach(function -> counts.merge(function, 1, Integer::sum));
    assertEquals(13, counts.size(), "a schedule calls each function: " + counts);
    assertEquals(2, counts.remove("lastgood-production-act"));
    assertEquals(2, counts.remove("lastgood-production-plan"));
    assertEquals(Set.of(1), Set.copyOf(counts.values()));
    assertEquals(
        List.of(
            new InvocationResult.Succeeded(Map.of("canary", "ok")),
            new InvocationResult.Succeeded(Map.of("canary", "ok"))),
        answers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"targetIds":["shop"],"requestedBy":"me","reason":"why"} | There is no target shop; there are web.
          {"targetIds":[],"requestedBy":"me","reason":"why"} | The field targetIds is missing or empty.
          {"targetIds":["web"],"requestedBy":"me"} | The field reason is missing.
          {"targetIds":["web"],"reason":"why"} | The field requestedBy is missing.
          {"targetIds":"web","requestedBy":"me","reason":"why"} | Expected Input, refused at /request/targetIds
          {"incidentId":"only"} | The field targetIds is missing or empty.
          {} | The field targetIds is missing or empty.
          """)
  @DisplayName("an incident that is asked for wrongly is refused with the reason, and not opened")
  void refusedByHand(String input, String cause) {
    List<DescribeExecutionResponse> asked = new ArrayList<>();
    Staging staging =
        Staging.of("nothing-changed")
            .before(
                world -> {
                  String arn =
                      world
                          .stepFunctions()
                          .client()
                          .startExecution(
                              request ->
                                  request
                                      .stateMachineArn(Built.PRODUCTION.incidentMachine())
                                      .input(input))
                          .executionArn();
                  world
                      .time()
                      .after(
                          Duration.ofSeconds(30),
                          () ->
                              asked.add(
                                  world
                                      .stepFunctions()
                                      .client()
                                      .describeExecution(request -> request.executionArn(arn))));
                })
            .run(1);
    assertEquals(1, staging.incidents(), "only the alarm's own");
    assertEquals(List.of(), staging.result().violations(), "its end is an event, and not lost");
    assertEquals("FAILED", asked.getFirst().statusAsString());
    assertEquals("Lastgood.InputRefused", asked.getFirst().error());
    assertTrue(asked.getFirst().cause().startsWith(cause), asked.getFirst().cause());
  }
}
