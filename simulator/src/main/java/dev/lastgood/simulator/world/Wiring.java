package dev.lastgood.simulator.world;

import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.detect.OpenHandler;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.AcquireHandler;
import dev.lastgood.functions.plan.PlanHandler;
import dev.lastgood.functions.point.CaptureHandler;
import dev.lastgood.functions.policy.AnswerHandler;
import dev.lastgood.functions.policy.AskHandler;
import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.functions.verify.BackUpHandler;
import dev.lastgood.functions.verify.VerifyHandler;
import dev.lastgood.simulator.eventbridge.EventPattern;
import dev.lastgood.simulator.eventbridge.EventRule;
import dev.lastgood.simulator.eventbridge.RetryPolicy;
import dev.lastgood.simulator.eventbridge.RuleTarget;
import dev.lastgood.simulator.lambda.AsyncSettings;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.scheduler.Schedule;
import dev.lastgood.simulator.sqs.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Deploys Lastgood in a world: functions, rules, schedules, queues, tables, topic and state
 * machines. The one class that the synthesised template will take the place of.
 */
public final class Wiring {
  /** How often targets are captured. */
  private static final String CAPTURE_RATE = "rate(15 minutes)";

  private final SimulatedWorld world;
  private final Map<String, String> variables;
  private final String deadLetters;

  private Wiring(SimulatedWorld world) {
    this.world = world;
    world.s3().createBucket(Names.BUCKET, true);
    table(Names.STATE_TABLE);
    table(Names.LEDGER_TABLE);
    world.sqs().createQueue(Names.DEAD_LETTERS, QueueSettings.DEFAULT);
    this.deadLetters = world.account().arn("sqs", Names.DEAD_LETTERS);
    String topicArn = world.sns().createTopic(Names.TOPIC);
    world.sns().subscribe(topicArn, "email", "on-call@example.com", true);
    Definitions definitions = world.settings().definitions();
    this.variables =
        Map.of(
            "BUCKET",
            Names.BUCKET,
            "STATE_TABLE",
            Names.STATE_TABLE,
            "LEDGER_TABLE",
            Names.LEDGER_TABLE,
            "SEAL_KEY_ID",
            world.kms().createHmacKey("lastgood-seal"),
            "NOTICE_TOPIC_ARN",
            topicArn,
            "INCIDENT_STATE_MACHINE_ARN",
            definitions.incidentArn());
  }

  /**
   * Deploys.
   *
   * @param world where to
   * @param sweepFrom when the sweep begins; while nothing is wrong its minutes are all the same,
   *     and simulating each of them would only cost time
   */
  public static void deploy(SimulatedWorld world, Instant sweepFrom) {
    Wiring wiring = new Wiring(world);
    String detect = wiring.event("detect", 30, DetectHandler::new);
    String capture = wiring.event("capture", 300, CaptureHandler::new);
    String sweep = wiring.alone("sweep", 55, SweepHandler::new);
    wiring.task("open", 30, OpenHandler::new);
    wiring.task("acquire", 30, AcquireHandler::new);
    wiring.task("plan", 60, PlanHandler::new);
    wiring.task("ask", 30, AskHandler::new);
    wiring.task("answer", 30, AnswerHandler::new);
    wiring.task("back-up", 60, BackUpHandler::new);
    wiring.task("act", 20, ActHandler::new);
    wiring.task("verify", 60, VerifyHandler::new);
    String close = wiring.event("close", 45, CloseHandler::new);
    wiring.stateMachines();
    wiring.rule(
        "executions",
        Map.of(
            "source", List.of("aws.states"),
            "detail-type", List.of("Step Functions Execution Status Change"),
            "detail",
                Map.of(
                    "stateMachineArn", List.of(world.settings().definitions().incidentArn()),
                    "status", List.of("FAILED", "TIMED_OUT", "ABORTED"))),
        close);
    wiring.rule(
        "alarms",
        Map.of(
            "source", List.of("aws.cloudwatch"),
            "detail-type", List.of("CloudWatch Alarm State Change"),
            "detail",
                Map.of(
                    "alarmName", world.settings().configuration().alarmNames(),
                    "state", Map.of("value", List.of("ALARM")))),
        detect);
    world.time().at(sweepFrom, () -> wiring.schedule(Names.SWEEP, "rate(1 minute)", sweep));
    wiring.schedule("capture", CAPTURE_RATE, capture);
  }

  private void stateMachines() {
    Definitions definitions = world.settings().definitions();
    String role = world.account().arn("iam", "role/lastgood-state-machines");
    world.stepFunctions().register(Definitions.RECOVERY, role, definitions.recovery());
    world.stepFunctions().register(Definitions.INCIDENT, role, definitions.incident());
  }

  /** A function that events invoke: a bounded age, two retries, and a queue for what is left. */
  private String event(
      String name, int timeoutSeconds, Function<Platform, JsonHandler<?, ?>> handler) {
    return world.lambda().register(asynchronous(name, timeoutSeconds), handler);
  }

  /**
   * A function of which one runs at a time: the retry of a sweep that crashed and the sweep of the
   * next minute would both take themselves for the one that meets what an incident owes.
   */
  private String alone(
      String name, int timeoutSeconds, Function<Platform, JsonHandler<?, ?>> handler) {
    return world
        .lambda()
        .register(asynchronous(name, timeoutSeconds).withReservedConcurrency(1), handler);
  }

  private FunctionSettings asynchronous(String name, int timeoutSeconds) {
    return settings(name, timeoutSeconds)
        .withAsync(
            new AsyncSettings(
                2, Duration.ofSeconds(300), Optional.of(deadLetters), Optional.empty()));
  }

  private void task(
      String name, int timeoutSeconds, Function<Platform, JsonHandler<?, ?>> handler) {
    world.lambda().register(settings(name, timeoutSeconds), handler);
  }

  private FunctionSettings settings(String name, int timeoutSeconds) {
    return FunctionSettings.of("lastgood-" + name, Duration.ofSeconds(timeoutSeconds))
        .withVariables(variables);
  }

  private void rule(String name, Map<String, Object> pattern, String functionArn) {
    world
        .eventBridge()
        .putRule(
            new EventRule(
                name,
                EventPattern.of(pattern),
                List.of(
                    new RuleTarget(
                        "function",
                        functionArn,
                        new RetryPolicy(20, Duration.ofSeconds(300)),
                        Optional.of(deadLetters)))));
  }

  private void schedule(String name, String rate, String functionArn) {
    world
        .scheduler()
        .start(
            new Schedule(
                name,
                rate,
                functionArn,
                Map.of(),
                new RetryPolicy(3, Duration.ofSeconds(60)),
                Optional.of(deadLetters)));
  }

  private void table(String name) {
    world
        .dynamoDb()
        .client()
        .createTable(
            CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk"), attribute("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .build());
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
