package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayName("Drift, to whoever asks the tool,")
class DriftCommandTest {
  private static final String ORDERS =
      """
      Resources:
        Queue: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 30}}
        Limit:
          Type: AWS::SSM::Parameter
          Properties: {Name: /orders/limit, Type: String, Value: '100'}
      """;

  private static final String TOPIC =
      """
      Resources:
        Topic: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: news}}
      """;

  private static SimulatedStacks production() {
    return new SimulatedStacks()
        .settled("orders-production", ORDERS)
        .settled("network-production", TOPIC)
        .settled("data-production", TOPIC);
  }

  private static JsonNode json(int status, Run run) throws JsonProcessingException {
    assertEquals(status, run.status(), run.err() + run.out());
    return new ObjectMapper().readTree(run.out());
  }

  private static List<String> statuses(JsonNode document) {
    List<String> statuses = new ArrayList<>();
    document
        .path("targets")
        .forEach(
            each ->
                statuses.add(each.path("target").asText() + " " + each.path("status").asText()));
    return statuses;
  }

  private static Optional<RuntimeException> denied(SdkRequest request, boolean whether) {
    return whether
        ? Optional.of(
            CloudFormationException.builder()
                .statusCode(403)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage(
                            "not authorized for " + request.getClass().getSimpleName() + ".")
                        .build())
                .build())
        : Optional.empty();
  }

  @Test
  @DisplayName("is looked for in every stack of the environment, and is nowhere")
  void none() throws JsonProcessingException {
    JsonNode document = json(0, Run.of(production(), "drift", "--json"));
    assertEquals("production", document.path("environment").asText());
    assertEquals(List.of("orders IN_SYNC", "network IN_SYNC", "data IN_SYNC"), statuses(document));
  }

  @Test
  @DisplayName("is told to scripts by resource and property")
  void document() throws JsonProcessingException {
    SimulatedStacks aws = production();
    aws.cloudFormation.resourceChangedOutside("orders-production", "Limit", "Value", "0");
    aws.cloudFormation.resourceDeletedOutside("orders-production", "Queue");
    JsonNode document = json(1, Run.of(aws, "drift", "--target", "orders", "--json"));
    String queue = aws.cloudFormation.physicalId("orders-production", "Queue").orElse("");
    assertEquals(
        new ObjectMapper()
            .readTree(
                """
                {"environment": "production", "targets": [
                  {"target": "orders", "stack": "orders-production", "status": "DRIFTED",
                   "resources": [
                     {"logicalId": "Limit", "physicalId": "/orders/limit",
                      "type": "AWS::SSM::Parameter", "status": "MODIFIED",
                      "differences": [{"path": "/Value", "expected": "100", "actual": "0",
                                       "kind": "NOT_EQUAL"}]},
                     {"logicalId": "Queue", "physicalId": "%s", "type": "AWS::SQS::Queue",
                      "status": "DELETED", "differences": []}],
                   "because": null}]}
                """
                    .formatted(queue)),
        sorted(document));
  }

  /** In the order of the logical ids, which is not CloudFormation's. */
  private static JsonNode sorted(JsonNode document) {
    for (JsonNode target : document.path("targets")) {
      List<JsonNode> resources = new ArrayList<>();
      target.path("resources").forEach(resources::add);
      resources.sort(Comparator.comparing(each -> each.path("logicalId").asText()));
      ((ArrayNode) target.path("resources")).removeAll().addAll(resources);
    }
    return document;
  }

  @Test
  @DisplayName("for people is from what the template says to what is, and how it is put right")
  void text() {
    SimulatedStacks aws = production();
    aws.cloudFormation.resourceChangedOutside("orders-production", "Limit", "Value", "0");
    Run run = Run.of(aws, "drift");
    assertEquals(1, run.status(), run.err());
    assertEquals(
        """
        production, account 111122223333 in eu-west-1
        orders
            orders-production  drift
                Limit  AWS::SSM::Parameter /orders/limit  modified
                    /Value
                    - 100, by the template
                    + 0, as it is
        network
            network-production  no drift
        data
            data-production  no drift

        What is never in it
            What a template does not say: AWS compares the properties that it gives, and only of types that
            support it. Defaults, what was made beside the stack, and values that AWS does not give back are
            not seen.

        How it is put right
            By a recovery of the target that is started by hand (docs/runbooks/start-by-hand.md): where
            nothing else differs from the good point, its plan reverts the drift, and always asks people to
            approve. Where the change was meant, put it into the template instead.
        """,
        run.out());
    assertTrue(run.err().contains("of 3 stacks looked at after "), run.err());
  }

  @Test
  @DisplayName("is told of nested stacks each on its own, which CloudFormation leaves out")
  void nested() throws JsonProcessingException {
    SimulatedStacks aws = new SimulatedStacks();
    String inner = aws.put("inner.yaml", TOPIC);
    aws.settled(
        "orders-production",
        """
        Resources:
          Child: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: '%s'}}
          Queue: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 30}}
        """
            .formatted(inner));
    String child = aws.cloudFormation.physicalId("orders-production", "Child").orElseThrow();
    aws.cloudFormation.resourceChangedOutside(child, "Topic", "DisplayName", "other");
    JsonNode document = json(1, Run.of(aws, "drift", "--target=orders", "--json"));
    assertEquals(List.of("orders IN_SYNC", "orders DRIFTED"), statuses(document));
    JsonNode nested = document.path("targets").get(1);
    assertTrue(nested.path("stack").asText().startsWith("orders-production-Child-"));
    assertEquals("Topic", nested.path("resources").get(0).path("logicalId").asText());
  }

  @Test
  @DisplayName("is not a group's, which is said only where the group was asked for")
  void group() throws JsonProcessingException {
    JsonNode document =
        json(0, Run.of(production(), "drift", "--target=web", "--target=data", "--json"));
    assertEquals(List.of("web NOT_CHECKED", "data IN_SYNC"), statuses(document));
    assertEquals(
        "A group has no drift of its own; its stack has.",
        document.path("targets").get(0).path("because").asText());
    assertEquals(0, Run.of(new NoAws(), "drift", "--target=web").status());
  }

  @Test
  @DisplayName("waits for a look that somebody else has begun, and then looks itself")
  void adopted() throws JsonProcessingException {
    SimulatedStacks aws = production();
    aws.cloudFormation
        .client()
        .detectStackDrift(it -> it.stackName("data-production").logicalResourceIds("Nothing"));
    aws.cloudFormation.resourceDeletedOutside("data-production", "Topic");
    JsonNode document = json(1, Run.of(aws, "drift", "--target=data", "--json"));
    assertEquals(List.of("data DRIFTED"), statuses(document));
    assertTrue(
        aws.calls.stream().filter(call -> call.name().equals("detectStackDrift")).count() > 1);
  }

  @Test
  @DisplayName("is not known of a stack that is at work or gone, and told of the others")
  void notAnswered() throws JsonProcessingException {
    SimulatedStacks aws =
        new SimulatedStacks()
            .settled("orders-production", ORDERS)
            .settled("network-production", TOPIC);
    aws.cloudFormation.putInto("network-production", StackStatus.UPDATE_IN_PROGRESS, "");
    JsonNode document = json(2, Run.of(aws, "drift", "--json"));
    assertEquals(
        List.of("orders IN_SYNC", "network NOT_CHECKED", "data NOT_CHECKED"), statuses(document));
    assertTrue(
        document.path("targets").get(1).path("because").asText().contains("UPDATE_IN_PROGRESS"));
    assertEquals(
        "There is no stack data-production.",
        document.path("targets").get(2).path("because").asText());
    aws.cloudFormation.resourceDeletedOutside("orders-production", "Queue");
    json(1, Run.of(aws, "drift", "--json"));
  }

  @Test
  @DisplayName("is not waited for longer than twenty minutes")
  void overdue() throws JsonProcessingException {
    SimulatedStacks aws = production();
    // Its id is unknown to the tool as long as somebody else looks at it.
    aws.refusing(
        request ->
            request instanceof DetectStackDriftRequest detect && detect.stackName().contains("data")
                ? Optional.of(
                    CloudFormationException.builder()
                        .statusCode(400)
                        .awsErrorDetails(
                            AwsErrorDetails.builder()
                                .errorCode("ValidationError")
                                .errorMessage("Drift detection is already in progress for stack.")
                                .build())
                        .build())
                : Optional.empty());
    JsonNode document = json(2, Run.of(aws, "drift", "--json"));
    assertEquals(
        List.of("orders IN_SYNC", "network IN_SYNC", "data NOT_CHECKED"), statuses(document));
    assertEquals(
        "CloudFormation still looked at data-production after 20 minutes.",
        document.path("targets").get(2).path("because").asText());
  }

  @Test
  @DisplayName("is told of the others where one stack may not be looked at")
  void oneDenied() throws JsonProcessingException {
    SimulatedStacks aws =
        production()
            .refusing(
                request ->
                    denied(
                        request,
                        request instanceof DetectStackDriftRequest detect
                            && detect.stackName().contains("network")));
    JsonNode document = json(2, Run.of(aws, "drift", "--json"));
    assertEquals(
        List.of("orders IN_SYNC", "network NOT_CHECKED", "data IN_SYNC"), statuses(document));
    assertEquals(
        "In account 111122223333, eu-west-1: these credentials are not allowed to: not authorized"
            + " for DetectStackDriftRequest. (docs/cli.md says what they need)",
        document.path("targets").get(1).path("because").asText());
  }

  @Test
  @DisplayName("is no answer at all where AWS may not be asked about anything")
  void allDenied() {
    for (Class<?> denied :
        List.of(
            DescribeStacksRequest.class,
            DetectStackDriftRequest.class,
            DescribeStackDriftDetectionStatusRequest.class)) {
      Run run =
          Run.of(
              production().refusing(request -> denied(request, denied.isInstance(request))),
              "drift",
              "--json");
      assertEquals(2, run.status());
      assertEquals("", run.out());
      assertTrue(run.err().contains("these credentials are not allowed to: "), run.err());
    }
  }

  @Test
  @DisplayName("is not looked for with the credentials of another account, where names may be same")
  void otherAccount() {
    SimulatedStacks aws = new SimulatedStacks("999900001111").settled("orders-production", ORDERS);
    Run run = Run.of(aws, "drift", "--target=orders");
    assertEquals(2, run.status());
    assertTrue(
        run.err()
            .startsWith(
                "lastgood: expected credentials of account 111122223333, eu-west-1, found the stack"
                    + " arn:aws:cloudformation:eu-west-1:999900001111:stack/orders-production/"),
        run.err());
    assertFalse(aws.calls.stream().anyMatch(call -> call.name().equals("detectStackDrift")));
  }

  @Test
  @DisplayName("is asked for no faster than CloudFormation answers, however many stacks there are")
  void paced() throws JsonProcessingException {
    SimulatedStacks aws = new SimulatedStacks();
    int children = 30;
    String inner = aws.put("inner.yaml", TOPIC);
    aws.settled(
        "orders-production",
        "Resources:\n"
            + IntStream.range(0, children)
                .mapToObj(
                    index ->
                        "  Child%d: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: '%s'}}"
                            .formatted(index, inner))
                .collect(Collectors.joining("\n")));
    JsonNode document = json(0, Run.of(aws, "drift", "--target=orders", "--json"));
    assertEquals(children + 1, document.path("targets").size());
    within(aws, "detect", 10, 2);
    within(aws, "describe", 10, 5);
  }

  /** The throttle that the simulation has for such calls: some at once, then so many a second. */
  private static void within(SimulatedStacks aws, String prefix, int atOnce, double perSecond) {
    List<Instant> made =
        aws.calls.stream()
            .filter(call -> call.name().startsWith(prefix))
            .map(SimulatedStacks.Made::at)
            .toList();
    assertTrue(made.size() > atOnce, made::toString);
    for (int first = 0; first < made.size(); first++) {
      for (int last = first; last < made.size(); last++) {
        double seconds = Duration.between(made.get(first), made.get(last)).toMillis() / 1000.0;
        assertTrue(
            last - first + 1 <= atOnce + seconds * perSecond, prefix + " at " + made.get(last));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "drift --target ordres | did you mean orders?",
        "drift --environment producton | did you mean production?",
        "drift orders | Unmatched argument at index 1: 'orders'",
      })
  @DisplayName("is refused with the cure where the question is wrong, before AWS is asked")
  void refused(String arguments, String told) {
    Run run = Run.of(new NoAws(), arguments.split(" "));
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains(told), run.err());
  }

  @Test
  @DisplayName("is nothing in an environment without stacks, whose AWS is not asked")
  void noStacks() {
    Run run = Run.of(new NoAws(), "drift", "--environment=staging");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().endsWith("No target of staging is a stack.\n"), run.out());
  }
}
