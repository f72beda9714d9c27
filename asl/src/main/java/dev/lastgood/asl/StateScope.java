package dev.lastgood.asl;

import com.dashjoin.jsonata.Jsonata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What expressions see at one moment of a state: {@code $states}, the variables in scope, and the
 * host's functions. The objects behind it are made when an expression first asks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
 *     data with JSONata in Step Functions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">Accessing
 *     execution data from the Context object</a>
 */
final class StateScope implements QueryScope {

  private final StateRun run;
  private final String extraName;
  private final Object extra;
  private final Optional<Map<String, Object>> mapItem;
  private final Optional<String> taskToken;
  private Optional<Map<String, Object>> states = Optional.empty();

  private StateScope(
      StateRun run,
      String extraName,
      Object extra,
      Optional<Map<String, Object>> mapItem,
      Optional<String> taskToken) {
    this.run = run;
    this.extraName = extraName;
    this.extra = extra;
    this.mapItem = mapItem;
    this.taskToken = taskToken;
  }

  /** Before there is a result. */
  static StateScope of(StateRun run) {
    return new StateScope(run, "", "", run.branch().mapItem(), Optional.empty());
  }

  /** With {@code $states.result}. */
  static StateScope withResult(StateRun run, Object result) {
    return new StateScope(run, "result", result, run.branch().mapItem(), Optional.empty());
  }

  /** With {@code $states.errorOutput}. */
  static StateScope withError(StateRun run, Object errorOutput) {
    return new StateScope(
        run, "errorOutput", errorOutput, run.branch().mapItem(), Optional.empty());
  }

  /** With {@code $states.context.Map.Item} of an item about to be processed. */
  static StateScope withItem(StateRun run, Map<String, Object> mapItem) {
    return new StateScope(run, "", "", Optional.of(mapItem), Optional.empty());
  }

  /** With {@code $states.context.Task.Token}, where the task waits for one. */
  static StateScope withToken(StateRun run, Optional<String> taskToken) {
    return new StateScope(run, "", "", run.branch().mapItem(), taskToken);
  }

  @Override
  public Object lookup(String name) {
    if (name.equals("states")) {
      return states();
    }
    Object variable = run.branch().variables().lookup(name);
    return variable == null ? run.execution().environment().functions().lookup(name) : variable;
  }

  private Map<String, Object> states() {
    if (states.isEmpty()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("input", engineValue(run.input()));
      if (!extraName.isEmpty()) {
        fields.put(extraName, engineValue(extra));
      }
      fields.put("context", context());
      states = Optional.of(fields);
    }
    return states.get();
  }

  private Map<String, Object> context() {
    Execution execution = run.execution();
    StateMachineArn machine = execution.registration().arn();
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("Execution", execution.context());
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("EnteredTime", Timestamps.format(run.enteredTime()));
    state.put("Name", run.stateName());
    state.put("RetryCount", run.retryCount());
    context.put("State", state);
    Map<String, Object> stateMachine = new LinkedHashMap<>();
    stateMachine.put("Id", machine.arn());
    stateMachine.put("Name", machine.name());
    context.put("StateMachine", stateMachine);
    mapItem.ifPresent(item -> context.put("Map", item));
    taskToken.ifPresent(
        token -> {
          Map<String, Object> task = new LinkedHashMap<>();
          task.put("Token", token);
          context.put("Task", task);
        });
    return context;
  }

  /** A null in a map is JSON's null to the engine as it stands. */
  private static Object engineValue(Object document) {
    Object value = QueryValues.toEngine(document);
    return value == Jsonata.NULL_VALUE ? null : value;
  }
}
