package dev.lastgood.asl;

import java.util.Map;
import java.util.Optional;

/** Reads fields whose value is of a certain type, or an expression that yields it. */
final class ValueReader {

  /** Stands in for a resource that was reported as a fault; such a definition is never run. */
  static final TaskResource NO_RESOURCE =
      new TaskResource(
          "", TaskResource.Kind.SERVICE, "", "", TaskResource.IntegrationPattern.REQUEST_RESPONSE);

  /** Stands in for an item processor that was reported as a fault. */
  static final StatesBlock NO_BLOCK = new StatesBlock("", Map.of());

  private final TemplateReader templates;

  ValueReader(TemplateReader templates) {
    this.templates = templates;
  }

  /** Any JSON value, with expressions anywhere. */
  Optional<Template> any(Fields fields, String field) {
    return fields.has(field) ? Optional.of(template(fields, field, field)) : Optional.empty();
  }

  /**
   * Any JSON value.
   *
   * @param path where it stands in its state
   */
  Optional<Template> any(Fields fields, String field, String path) {
    return fields.has(field) ? Optional.of(template(fields, field, path)) : Optional.empty();
  }

  Optional<Template> text(Fields fields, String field) {
    return text(fields, field, field);
  }

  /** A string or an expression. */
  Optional<Template> text(Fields fields, String field, String path) {
    return fields.text(field).map(value -> template(fields, field, path));
  }

  Optional<Template> array(Fields fields, String field) {
    return isExpression(fields, field) || fields.array(field).isPresent()
        ? any(fields, field)
        : Optional.empty();
  }

  /** An array, an object, or an expression. */
  Optional<Template> collection(Fields fields, String field) {
    return fields.peek(field) instanceof Map<?, ?> ? any(fields, field) : array(fields, field);
  }

  Optional<Template> integer(Fields fields, String field, long least, long most) {
    return isExpression(fields, field)
        ? any(fields, field)
        : fields.integer(field, least, most).map(Template.Constant::new);
  }

  /**
   * An integer within bounds, or an expression.
   *
   * @param holder where the object that holds it stands in its state
   */
  Optional<Template> integer(Fields fields, String field, long least, long most, String holder) {
    return isExpression(fields, field)
        ? any(fields, field, holder + "/" + field)
        : fields.integer(field, least, most).map(Template.Constant::new);
  }

  Optional<Template> percentage(Fields fields, String field) {
    if (isExpression(fields, field)) {
      return any(fields, field);
    }
    Optional<Double> percentage = fields.number(field, 0);
    percentage
        .filter(value -> value > 100)
        .ifPresent(value -> fields.fault(field, "'" + field + "' must be at most 100"));
    return percentage.map(Template.Constant::new);
  }

  Optional<Template> timestamp(Fields fields, String field) {
    Optional<String> text = fields.text(field);
    if (text.isPresent()
        && !isExpression(fields, field)
        && Timestamps.parse(text.get()).isEmpty()) {
      fields.fault(
          field, "'" + field + "' must be a date and time of ISO 8601 with its offset from UTC");
    }
    return text.map(value -> template(fields, field, field));
  }

  /** The condition of a choice rule: an expression, or simply true or false. */
  Template condition(Fields fields, String path) {
    if (!fields.has("Condition")) {
      fields.fault("'Condition' is missing");
    } else if (!(fields.peek("Condition") instanceof Boolean)
        && !isExpression(fields, "Condition")) {
      fields.fault("Condition", "'Condition' must be an expression, true or false");
    }
    return template(fields, "Condition", path + "Condition");
  }

  /** The value of an integer that is not an expression. */
  static Optional<Long> constant(Optional<Template> template) {
    return template
        .filter(Template.Constant.class::isInstance)
        .map(constant -> (Long) ((Template.Constant) constant).value());
  }

  private static boolean isExpression(Fields fields, String field) {
    return TemplateReader.isExpression(fields.peek(field));
  }

  private Template template(Fields fields, String field, String path) {
    return templates.read(fields.raw(field), fields.pointerTo(field), path);
  }
}
