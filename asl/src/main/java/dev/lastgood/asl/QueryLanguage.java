package dev.lastgood.asl;

import java.util.Map;
import java.util.Optional;

/**
 * Which query language a definition declares. JSONPath is what a definition without {@code
 * QueryLanguage} means.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
 *     data with JSONata in Step Functions</a>
 */
enum QueryLanguage {
  /** JSONata for every state. */
  JSONATA,
  /** JSONPath, unless a state says otherwise. */
  JSONPATH,
  /** JSONPath throughout: told once for the whole definition. */
  JSONPATH_THROUGHOUT;

  private static final String FIELD = "QueryLanguage";
  private static final String REFUSAL =
      "%s in JSONPath; only definitions in JSONata can be run here:"
          + " set \"QueryLanguage\": \"JSONata\"";

  static QueryLanguage ofMachine(Fields machine) {
    Optional<String> declared = declaredBy(machine);
    if (declared.equals(Optional.of("JSONata"))) {
      return JSONATA;
    }
    boolean anyStateSaysJsonata =
        machine.peek("States") instanceof Map<?, ?> states
            && states.values().stream()
                .anyMatch(
                    state ->
                        state instanceof Map<?, ?> fields && "JSONata".equals(fields.get(FIELD)));
    if (anyStateSaysJsonata) {
      return JSONPATH;
    }
    machine.fault(FIELD, REFUSAL.formatted("the definition is"));
    return JSONPATH_THROUGHOUT;
  }

  /** Checks what a state declares against what its machine does. */
  void checkState(String name, Fields state) {
    Optional<String> declared = declaredBy(state);
    boolean jsonata =
        switch (this) {
          case JSONATA -> declared.isEmpty() || declared.get().equals("JSONata");
          case JSONPATH -> declared.isPresent() && declared.get().equals("JSONata");
          case JSONPATH_THROUGHOUT -> true;
        };
    if (!jsonata) {
      state.fault(FIELD, REFUSAL.formatted("the state '" + name + "' is"));
    }
  }

  private static Optional<String> declaredBy(Fields fields) {
    Optional<String> declared = fields.text(FIELD);
    declared
        .filter(language -> !language.equals("JSONata") && !language.equals("JSONPath"))
        .ifPresent(language -> fields.fault(FIELD, "no such query language: " + language));
    return declared;
  }
}
