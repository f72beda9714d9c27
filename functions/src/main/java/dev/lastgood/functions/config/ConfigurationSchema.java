package dev.lastgood.functions.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published JSON Schema of the configuration, {@code lastgood.schema.json} beside this class,
 * and what it says about a document. Titles and defaults are the schema's own, so that an editor
 * that knows the schema and this reader tell a user the same.
 */
final class ConfigurationSchema {
  private static final String RESOURCE = "lastgood.schema.json";

  private final Schema schema;

  private ConfigurationSchema(Schema schema) {
    this.schema = schema;
  }

  static ConfigurationSchema load() {
    try (InputStream text = ConfigurationSchema.class.getResourceAsStream(RESOURCE)) {
      return new ConfigurationSchema(
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(text, InputFormat.JSON));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The default of a field of a target or of its alarms. */
  JsonNode defaultOf(String owner, String field) {
    JsonNode definition = schema.getSchemaNode().at("/$defs/" + owner + "/properties/" + field);
    return resolved(definition).path("default");
  }

  /** What is wrong with a document so far: at most one fault for each place. */
  List<ConfigurationFault> faults(YamlDocument document) {
    Map<String, ConfigurationFault> faults = new LinkedHashMap<>();
    document.faults().forEach(fault -> faults.putIfAbsent(key(fault), fault));
    for (Error error : schema.validate(document.root())) {
      ConfigurationFault fault = fault(error, document);
      faults.putIfAbsent(key(fault), fault);
    }
    return new ArrayList<>(faults.values());
  }

  private static String key(ConfigurationFault fault) {
    return fault.line() + ":" + fault.column() + ":" + fault.field();
  }

  private ConfigurationFault fault(Error error, YamlDocument document) {
    Place place = place(error.getInstanceLocation());
    JsonPointer keyword = JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
    return switch (error.getKeyword()) {
      case "required" -> {
        JsonNode missing = property(keyword, error.getProperty());
        yield document.keyFault(
            place.then(error.getProperty()), resolved(missing).path("title").asText(), "nothing");
      }
      case "additionalProperties" ->
          unknown(document, place.then(error.getProperty()), names(keyword));
      case "propertyNames" ->
          document.keyFault(
              place.then(error.getProperty()), title(keyword), Found.text(error.getProperty()));
      default -> document.fault(place, title(keyword), Found.value(error.getInstanceNode()));
    };
  }

  /** A field as the innermost part of the schema around a keyword describes it that does. */
  private JsonNode property(JsonPointer keyword, String name) {
    for (JsonPointer part = keyword.head(); part != null; part = part.head()) {
      JsonNode property = schema.getSchemaNode().at(part).path("properties").path(name);
      if (!property.isMissingNode()) {
        return property;
      }
    }
    throw new IllegalStateException("The schema has no field " + name + " around " + keyword);
  }

  private static ConfigurationFault unknown(
      YamlDocument document, Place place, List<String> known) {
    String written = String.valueOf(place.steps().getLast());
    Optional<String> nearest = NearestName.of(written, known);
    String found = "the unknown field " + written;
    return document.keyFault(
        place,
        "one of " + String.join(", ", known),
        nearest.map(name -> found + "; did you mean " + name + "?").orElse(found));
  }

  private List<String> names(JsonPointer keyword) {
    List<String> names = new ArrayList<>();
    schema
        .getSchemaNode()
        .at(keyword.head())
        .path("properties")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  /** The title of the innermost part of the schema around a keyword that has one. */
  private String title(JsonPointer keyword) {
    for (JsonPointer part = keyword; part != null; part = part.head()) {
      JsonNode title = resolved(schema.getSchemaNode().at(part)).path("title");
      if (title.isTextual()) {
        return title.asText();
      }
    }
    throw new IllegalStateException("The schema has no title around " + keyword);
  }

  private JsonNode resolved(JsonNode part) {
    return part.has("$ref")
        ? schema.getSchemaNode().at(part.get("$ref").asText().substring(1))
        : part;
  }

  private static Place place(NodePath location) {
    Place place = Place.TOP;
    for (int step = 0; step < location.getNameCount(); step++) {
      place = place.then(location.getElement(step));
    }
    return place;
  }
}
