package dev.lastgood.asl;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code Assign} and {@code Output}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html">Passing
 *     data between states with variables</a>
 */
final class AssignReader {

  private static final int LONGEST_NAME = 80;

  private final Faults faults;
  private final TemplateReader templates;
  private final Set<String> outerVariables;

  AssignReader(Faults faults, TemplateReader templates, Set<String> outerVariables) {
    this.faults = faults;
    this.templates = templates;
    this.outerVariables = outerVariables;
  }

  /**
   * Reads one way out of a state.
   *
   * @param fields the object that holds Output and Assign
   * @param path where that object stands in its state, with a slash behind it, or nothing
   */
  Exit read(Fields fields, String path, Optional<String> next) {
    return new Exit(output(fields, path), assign(fields, path), next);
  }

  Optional<Template> output(Fields fields, String path) {
    return fields.has("Output")
        ? Optional.of(
            templates.read(fields.raw("Output"), fields.pointerTo("Output"), path + "Output"))
        : Optional.empty();
  }

  private Optional<Template> assign(Fields fields, String path) {
    Optional<Fields> assigned = fields.object("Assign");
    assigned.ifPresent(variables -> variables.names().forEach(name -> check(name, variables)));
    return assigned.map(
        variables ->
            templates.read(fields.raw("Assign"), fields.pointerTo("Assign"), path + "Assign"));
  }

  private void check(String name, Fields variables) {
    String pointer = variables.pointerTo(name);
    if (name.equals("states")) {
      faults.add(pointer, "'states' is reserved: a variable needs another name");
    }
    if (!isIdentifier(name)) {
      faults.add(
          pointer,
          "a variable's name must be an identifier of 1 to " + LONGEST_NAME + " characters");
    }
    if (outerVariables.contains(name)) {
      faults.add(
          pointer,
          "the variable '"
              + name
              + "' belongs to an outer scope, and cannot be assigned from inside a branch or an"
              + " item processor");
    }
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && name.codePointCount(0, name.length()) <= LONGEST_NAME
        && Character.isUnicodeIdentifierStart(name.codePointAt(0))
        && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }

  /**
   * The variables that a state claims for the scope of its block: no inner scope may assign them.
   * What only a catcher sets is not counted, as the service does not count it either.
   */
  static Set<String> namesAssignedBy(Fields state) {
    Set<String> names = new LinkedHashSet<>();
    addNames(names, state.peek("Assign"));
    if (state.peek("Choices") instanceof List<?> rules) {
      for (Object rule : rules) {
        if (rule instanceof Map<?, ?> fields) {
          addNames(names, fields.get("Assign"));
        }
      }
    }
    return names;
  }

  private static void addNames(Set<String> names, Object assign) {
    if (assign instanceof Map<?, ?> variables) {
      variables.keySet().forEach(name -> names.add((String) name));
    }
  }
}
