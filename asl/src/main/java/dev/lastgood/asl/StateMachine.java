package dev.lastgood.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked Amazon States Language definition in JSONata, its expressions compiled. Immutable: one
 * instance serves any number of hosts and executions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html">Amazon
 *     States Language</a>
 */
public final class StateMachine {

  static final long LONGEST_SECONDS = 99_999_999;

  /** See "Step Functions service quotas", maximum execution time. */
  private static final Duration EXPRESS_DURATION = Duration.ofMinutes(5);

  private final StatesBlock block;
  private final Optional<Duration> timeout;

  private StateMachine(StatesBlock block, Optional<Duration> timeout) {
    this.block = block;
    this.timeout = timeout;
  }

  /**
   * Reads and checks a definition.
   *
   * @param definitionJson the definition's JSON text
   * @throws InvalidDefinitionException with every fault, when there is any
   */
  public static StateMachine load(String definitionJson) {
    Object document;
    try {
      document = Json.read(definitionJson);
    } catch (JsonProcessingException failure) {
      throw new InvalidDefinitionException(
          List.of(new DefinitionFault("", "not JSON: " + failure.getMessage())));
    }
    if (!(document instanceof Map<?, ?> map)) {
      throw new InvalidDefinitionException(
          List.of(new DefinitionFault("", "a definition must be a JSON object")));
    }
    Faults faults = new Faults();
    StateMachine machine = read(new Fields(map, "", faults), faults);
    if (!faults.found().isEmpty()) {
      throw new InvalidDefinitionException(faults.found());
    }
    return machine;
  }

  /** What the children of a Distributed Map run; Express executions end after five minutes. */
  static StateMachine ofChildren(ChildWorkflow workflow) {
    return new StateMachine(
        workflow.states(), workflow.express() ? Optional.of(EXPRESS_DURATION) : Optional.empty());
  }

  private static StateMachine read(Fields fields, Faults faults) {
    fields.raw("Comment");
    fields
        .text("Version")
        .filter(version -> !version.equals("1.0"))
        .ifPresent(version -> fields.fault("Version", "'Version' must be \"1.0\""));
    QueryLanguage language = QueryLanguage.ofMachine(fields);
    Optional<Duration> timeout =
        fields.integer("TimeoutSeconds", 1, LONGEST_SECONDS).map(Duration::ofSeconds);
    StatesBlock block = new BlockReader(faults, language).readMachine(fields);
    fields.refuseOthers("a state machine");
    return new StateMachine(block, timeout);
  }

  /**
   * The types of all states, those of branches and item processors included.
   *
   * @return {@code Task}, {@code Map} and so on by the states' names, in the order of the
   *     definition, a state before those inside it
   */
  public Map<String, String> stateTypes() {
    Map<String, String> types = new LinkedHashMap<>();
    collectTypes(block, types);
    return types;
  }

  private static void collectTypes(StatesBlock from, Map<String, String> types) {
    from.states()
        .forEach(
            (name, state) -> {
              types.put(name, state.type());
              state.inner().forEach(inner -> collectTypes(inner, types));
            });
  }

  StatesBlock block() {
    return block;
  }

  Optional<Duration> timeout() {
    return timeout;
  }
}
