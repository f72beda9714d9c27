package dev.lastgood.asl;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One execution that was recorded from Step Functions, and what this interpreter makes of it. */
record Recording(String name, ObjectNode document) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The Region that the recordings come from. */
  private static final String MACHINE =
      "arn:aws:states:us-east-1:111111111111:stateMachine:Machine";

  private static final String MASK = "masked";

  /** What a recording calls otherwise than the API, and what it leaves out. */
  private static final Map<String, String> NAMES = Map.of("assignedVariables", "variables");

  private static final List<String> NOT_RECORDED =
      List.of("roleArn", "taskCredentials", "mapRunArn");

  static Recording read(Path file) {
    String name = file.getFileName().toString().replace("_get_execution_history", "");
    try {
      return new Recording(
          name.substring(0, name.length() - ".json".length()),
          (ObjectNode) MAPPER.readTree(Files.readAllBytes(file)));
    } catch (IOException unreadable) {
      throw new AssertionError(file.toString(), unreadable);
    }
  }

  /**
   * Runs the definition anew with the recorded answers.
   *
   * @return in what it differs from the recording; empty where both agree
   */
  List<String> differences() {
    StateMachine machine;
    try {
      machine = StateMachine.load(document.get("definition").toString());
    } catch (InvalidDefinitionException refused) {
      return List.of("the definition is refused: " + refused.getMessage());
    }
    World world = new World();
    Map<String, List<JsonNode>> answers = new LinkedHashMap<>();
    document
        .get("lambdaResponses")
        .forEach(
            answer ->
                answers
                    .computeIfAbsent(answer.get("state").textValue(), state -> new ArrayList<>())
                    .add(answer));
    world.handle((request, completion) -> answer(answers.get(request.stateName()), completion));
    world.host.register(MACHINE, World.ROLE, machine);
    String arn = world.host.startExecution(MACHINE, plain(document.get("input"))).executionArn();
    world.scheduler.run();
    ExecutionDescription end = world.host.describeExecution(arn);

    ObjectNode mine = MAPPER.createObjectNode();
    mine.set("expected", outcome(end));
    ArrayNode trace = mine.putArray("trace");
    world.host.history(arn).forEach(event -> trace.add(event(event)));
    ObjectNode recorded = document.deepCopy();
    document
        .get("volatile")
        .forEach(
            pointer -> {
              mask(recorded, pointer.textValue());
              mask(mine, pointer.textValue());
            });
    List<String> differences = new ArrayList<>();
    compare("outcome", recorded.get("expected"), mine.get("expected"), differences);
    if (document.has("traceOrder")) {
      compareUnordered(recorded.get("trace"), trace, differences);
    } else {
      compareOrdered(recorded.get("trace"), trace, differences);
    }
    return differences;
  }

  private static Cancellable answer(List<JsonNode> left, TaskCompletion completion) {
    JsonNode answer = left.removeFirst();
    if (answer.has("output")) {
      completion.succeed(plain(answer.get("output")));
    } else if (answer.path("cause").isTextual()) {
      completion.fail(answer.get("error").textValue(), answer.get("cause").textValue());
    } else {
      completion.fail(answer.get("error").textValue());
    }
    return () -> {};
  }

  private static JsonNode outcome(ExecutionDescription end) {
    ObjectNode outcome = MAPPER.createObjectNode().put("status", end.status().name());
    if (end.status() == ExecutionStatus.SUCCEEDED) {
      outcome.set("output", tree(end.output()));
    }
    end.error().ifPresent(error -> outcome.put("error", error));
    end.cause().ifPresent(cause -> outcome.put("cause", cause));
    return outcome;
  }

  private static ObjectNode event(HistoryEvent event) {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("type", event.type().apiName())
            .put("id", event.id())
            .put("prev", event.previousEventId());
    event
        .details()
        .forEach(
            (name, value) -> {
              if (!NOT_RECORDED.contains(name)) {
                node.set(NAMES.getOrDefault(name, name), tree(value));
              }
            });
    return node;
  }

  private static void mask(ObjectNode root, String pointer) {
    JsonPointer at = JsonPointer.compile(pointer);
    if (root.at(at.head()) instanceof ObjectNode holder
        && holder.has(at.last().getMatchingProperty())) {
      holder.put(at.last().getMatchingProperty(), MASK);
    }
  }

  private static void compareOrdered(JsonNode recorded, JsonNode mine, List<String> differences) {
    for (int index = 0; index < Math.max(recorded.size(), mine.size()); index++) {
      compare("event " + (index + 1), recorded.path(index), mine.path(index), differences);
    }
  }

  /**
   * Such a trace has lost the order and the numbers of what is inside a Parallel state, and some of
   * the ends of such states.
   */
  private static void compareUnordered(JsonNode recorded, JsonNode mine, List<String> differences) {
    List<JsonNode> left = new ArrayList<>();
    mine.forEach(event -> left.add(withoutNumbers(event)));
    recorded.forEach(
        event -> {
          if (!left.remove(withoutNumbers(event))) {
            differences.add("an event is missing: " + event);
          }
        });
    Predicate<JsonNode> recordable =
        event -> !event.get("type").textValue().startsWith("ParallelState");
    left.stream()
        .filter(recordable)
        .forEach(event -> differences.add("an event is too much: " + event));
  }

  private static JsonNode withoutNumbers(JsonNode event) {
    return ((ObjectNode) event.deepCopy()).without(List.of("id", "prev"));
  }

  private static void compare(
      String what, JsonNode recorded, JsonNode mine, List<String> differences) {
    if (!recorded.equals(Recording::compareNumbers, mine)) {
      differences.add(what + ": recorded " + recorded + ", but here " + mine);
    }
  }

  /** JSON knows one kind of number: 1 and 1.0 are the same. */
  private static int compareNumbers(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  private static Object plain(JsonNode node) {
    return MAPPER.convertValue(node, Object.class);
  }

  private static JsonNode tree(Object document) {
    // Through text: what the execution shows to others is JSON.
    try {
      return MAPPER.readTree(MAPPER.writeValueAsString(document));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
