package dev.lastgood.asl;

import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the values of fields that may hold expressions. */
final class TemplateReader {

  private static final String OPEN = "{%";
  private static final String CLOSE = "%}";

  private final Faults faults;

  TemplateReader(Faults faults) {
    this.faults = faults;
  }

  /**
   * Compiles any JSON value.
   *
   * @param pointer where it stands in the definition
   * @param field where it stands in its state, for messages at run time
   */
  Template read(Object value, String pointer, String field) {
    return switch (value) {
      case String text -> readText(text, pointer, field);
      case List<?> list -> {
        List<Template> elements = new ArrayList<>(list.size());
        for (int index = 0; index < list.size(); index++) {
          elements.add(
              read(list.get(index), Faults.child(pointer, index), field + "[" + index + "]"));
        }
        yield elements.stream().allMatch(Template.Constant.class::isInstance)
            ? new Template.Constant(value)
            : new Template.ArrayTemplate(List.copyOf(elements));
      }
      case Map<?, ?> map -> {
        Map<String, Template> fields = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach(
            (key, member) ->
                fields.put(
                    (String) key, read(member, Faults.child(pointer, key), field + "/" + key)));
        yield fields.values().stream().allMatch(Template.Constant.class::isInstance)
            ? new Template.Constant(value)
            : new Template.ObjectTemplate(fields);
      }
      case null, default -> new Template.Constant(value);
    };
  }

  static boolean isExpression(Object value) {
    return value instanceof String text
        && text.length() >= OPEN.length() + CLOSE.length()
        && text.startsWith(OPEN)
        && text.endsWith(CLOSE);
  }

  private Template readText(String text, String pointer, String field) {
    if (isExpression(text)) {
      return compile(text.substring(OPEN.length(), text.length() - CLOSE.length()).strip(), pointer)
          .<Template>map(expression -> new Template.Expression(expression, field))
          .orElseGet(() -> new Template.Constant(text));
    }
    if (text.startsWith(OPEN) || text.endsWith(CLOSE)) {
      faults.add(
          pointer, "an expression must open with '" + OPEN + "' and close with '" + CLOSE + "'");
    }
    return new Template.Constant(text);
  }

  private Optional<JsonataExpression> compile(String source, String pointer) {
    try {
      return Optional.of(JsonataExpression.compile(source));
    } catch (JException failure) {
      faults.add(
          pointer,
          "not a JSONata expression: %s (%s, at position %d)"
              .formatted(failure.getMessage(), failure.getError(), failure.getLocation()));
    } catch (RuntimeException failure) {
      // The parser lets some exceptions of the Java library through, such as that of a regular
      // expression.
      faults.add(pointer, "not a JSONata expression: " + failure.getMessage());
    }
    return Optional.empty();
  }
}
