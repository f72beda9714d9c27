package dev.lastgood.asl;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The state machines and executions of one host. */
final class ExecutionRegistry {

  /** An ended execution keeps its name so long. */
  private static final Duration NAME_RETENTION = Duration.ofDays(90);

  private static final Pattern NAME =
      Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]{1,80}");

  private final Environment environment;
  private final TaskTokens tokens;
  private final Map<String, Registration> machines = new LinkedHashMap<>();
  private final Map<String, Execution> executions = new LinkedHashMap<>();
  private final Map<String, Execution> children = new LinkedHashMap<>();

  ExecutionRegistry(Environment environment, TaskTokens tokens) {
    this.environment = environment;
    this.tokens = tokens;
  }

  void register(String stateMachineArn, String roleArn, StateMachine machine) {
    machines.put(
        stateMachineArn,
        new Registration(
            StateMachineArn.parse(stateMachineArn),
            Objects.requireNonNull(roleArn),
            Objects.requireNonNull(machine)));
  }

  Execution start(String stateMachineArn, Object input) {
    return start(stateMachineArn, Uuids.next(environment.random()), input);
  }

  Execution start(String stateMachineArn, String name, Object input) {
    Registration registration = machines.get(stateMachineArn);
    if (registration == null) {
      throw new StepFunctionsException(
          StepFunctionsException.Code.STATE_MACHINE_DOES_NOT_EXIST,
          "State Machine Does Not Exist: '" + stateMachineArn + "'");
    }
    if (!NAME.matcher(name).matches()) {
      throw new StepFunctionsException(
          StepFunctionsException.Code.INVALID_NAME, "Invalid Name: '" + name + "'");
    }
    if (JsonSize.exceedsPayload(input)) {
      throw new StepFunctionsException(
          StepFunctionsException.Code.INVALID_EXECUTION_INPUT,
          "The input exceeds " + JsonSize.PAYLOAD_BYTES_MAX + " bytes");
    }
    String arn = registration.arn().executionPrefix() + name;
    Optional<Execution> namesake = Optional.ofNullable(executions.get(arn)).filter(this::isKnown);
    if (namesake.isPresent()) {
      if (namesake.get().isRunning() && Objects.equals(namesake.get().input(), input)) {
        return namesake.get();
      }
      throw new StepFunctionsException(
          StepFunctionsException.Code.EXECUTION_ALREADY_EXISTS,
          "Execution Already Exists: '" + arn + "'");
    }
    Execution execution =
        new Execution(environment, this, tokens, registration, arn, name, input, Optional.empty());
    executions.remove(arn);
    executions.put(arn, execution);
    execution.start();
    return execution;
  }

  /**
   * Starts a child of a Distributed Map under a name that is drawn.
   *
   * @param registration what it runs, which is registered nowhere
   */
  Execution startChild(Registration registration, Object input, String mapRunArn, boolean express) {
    String name = Uuids.next(environment.random());
    String arn =
        registration.arn().executionPrefix()
            + name
            + (express ? ":" + Uuids.next(environment.random()) : "");
    Execution child =
        new Execution(
            environment, this, tokens, registration, arn, name, input, Optional.of(mapRunArn));
    children.put(arn, child);
    child.start();
    return child;
  }

  private boolean isKnown(Execution execution) {
    return execution
        .stopDate()
        .map(stopped -> stopped.plus(NAME_RETENTION).isAfter(environment.scheduler().now()))
        .orElse(true);
  }

  Execution find(String executionArn) {
    Execution execution = executions.getOrDefault(executionArn, children.get(executionArn));
    if (execution == null) {
      throw new StepFunctionsException(
          StepFunctionsException.Code.EXECUTION_DOES_NOT_EXIST,
          "Execution Does Not Exist: '" + executionArn + "'");
    }
    return execution;
  }

  /**
   * Has an execution that ended unsuccessfully go on.
   *
   * @throws UnsupportedOperationException for a child of a Distributed Map, which is redriven with
   *     its Map Run
   */
  Execution redrive(String executionArn) {
    Execution execution = find(executionArn);
    if (children.containsKey(executionArn)) {
      throw new UnsupportedOperationException(
          "The redrive of a Map Run's child is not modelled: " + executionArn);
    }
    execution.redrive();
    return execution;
  }

  Collection<Execution> all() {
    return executions.values();
  }

  /** The children of Distributed Maps. */
  Collection<Execution> children() {
    return children.values();
  }
}
