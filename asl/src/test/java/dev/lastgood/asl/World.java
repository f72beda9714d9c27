package dev.lastgood.asl;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A host on virtual time with a scripted task handler, for one test. */
final class World {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final String MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:Machine";
  static final String ROLE = "arn:aws:iam::123456789012:role/Machine";
  static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:work";

  final VirtualScheduler scheduler = new VirtualScheduler(START);
  final List<TaskRequest> requests = new ArrayList<>();
  final List<Duration> requestTimes = new ArrayList<>();
  final List<ExecutionDescription> statusChanges = new ArrayList<>();
  final StateMachineHost host;
  private TaskHandler handler =
      (request, completion) -> {
        throw new AssertionError("no task was expected: " + request);
      };

  World() {
    this(1, builder -> builder);
  }

  World(long seed, UnaryOperator<StateMachineHost.Builder> options) {
    StateMachineHost.Builder builder =
        StateMachineHost.builder(scheduler, new SplittableRandom(seed), this::start)
            .keepHistory()
            .onStatusChange(statusChanges::add);
    host = options.apply(builder).build();
  }

  private Cancellable start(TaskRequest request, TaskCompletion completion) {
    requests.add(request);
    requestTimes.add(scheduler.elapsed());
    return handler.start(request, completion);
  }

  World handle(TaskHandler taskHandler) {
    handler = taskHandler;
    return this;
  }

  /** Answers the tasks one after the other; after the last answer, none is expected. */
  World answers(TaskHandler... answers) {
    List<TaskHandler> left = new ArrayList<>(List.of(answers));
    return handle((request, completion) -> left.removeFirst().start(request, completion));
  }

  static TaskHandler output(Object output) {
    return (request, completion) -> {
      completion.succeed(output);
      return () -> {};
    };
  }

  static TaskHandler failure(String error) {
    return (request, completion) -> {
      completion.fail(error, "cause of " + error);
      return () -> {};
    };
  }

  static TaskHandler never() {
    return (request, completion) -> () -> {};
  }

  TaskHandler outputAfter(Duration delay, Object output) {
    return (request, completion) -> scheduler.after(delay, () -> completion.succeed(output));
  }

  World register(String arn, String definition) {
    host.register(arn, ROLE, StateMachine.load(definition));
    return this;
  }

  /** Starts an execution; it runs when the scheduler does. */
  ExecutionDescription start(String definition, Object input) {
    register(MACHINE, definition);
    return host.startExecution(MACHINE, "run", input);
  }

  /** Runs an execution to the end of all that is due. */
  ExecutionDescription run(String definition, Object input) {
    ExecutionDescription started = start(definition, input);
    scheduler.run();
    return host.describeExecution(started.executionArn());
  }

  /** Runs the only state of a JSONata machine. */
  ExecutionDescription runState(String state, Object input) {
    return run(machineOf("'Only': " + state), input);
  }

  /** A machine in JSONata that starts with the first of its states; ' stands for ". */
  static String machineOf(String states) {
    String json = states.replace('\'', '"');
    String first = json.substring(json.indexOf('"') + 1, json.indexOf('"', json.indexOf('"') + 1));
    return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"%s\", \"States\": {%s}}"
        .formatted(first, json);
  }

  List<HistoryEvent> history() {
    return host.history(executionArn());
  }

  static String executionArn() {
    return MACHINE.replace(":stateMachine:", ":execution:") + ":run";
  }

  /** The types of the events, in the API's words. */
  List<String> eventTypes() {
    return history().stream().map(event -> event.type().apiName()).toList();
  }

  HistoryEvent event(HistoryEventType type) {
    return history().stream().filter(event -> event.type() == type).findFirst().orElseThrow();
  }

  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      map.put((String) keysAndValues[index], keysAndValues[index + 1]);
    }
    return map;
  }
}
