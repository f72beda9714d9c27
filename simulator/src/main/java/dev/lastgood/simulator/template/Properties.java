package dev.lastgood.simulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The properties of one resource as somebody reads them. What nobody has read is remembered, so
 * that it can be named.
 */
public final class Properties {
  private final String place;
  private final Map<String, Object> values;
  private final TreeSet<String> read = new TreeSet<>();
  private final Map<String, List<Properties>> children = new LinkedHashMap<>();

  private Properties(String place, Map<String, Object> values) {
    this.place = place;
    this.values = values;
  }

  /**
   * The properties of a resource, of which nothing has been read.
   *
   * @param resource the resource
   * @return its properties
   */
  public static Properties of(Resource resource) {
    return new Properties(resource.stack() + " " + resource.logicalId(), resource.properties());
  }

  /**
   * A text.
   *
   * @param name the property
   * @return its value
   * @throws UnresolvableTemplateException where it is not given, or no text
   */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  /**
   * A text that may be left out.
   *
   * @param name the property
   * @return its value; empty where it is left out
   */
  public Optional<String> optionalText(String name) {
    return value(name)
        .map(
            value -> {
              if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                return value.toString();
              }
              throw wrong(name, "a text");
            });
  }

  /**
   * A whole number that may be left out.
   *
   * @param name the property
   * @param usual what holds where it is left out
   * @return its value
   */
  public int integer(String name, int usual) {
    return optionalText(name)
        .map(
            text -> {
              try {
                return Integer.parseInt(text);
              } catch (NumberFormatException noNumber) {
                throw wrong(name, "a whole number");
              }
            })
        .orElse(usual);
  }

  /**
   * A number.
   *
   * @param name the property
   * @return its value
   */
  public double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException noNumber) {
      throw wrong(name, "a number");
    }
  }

  /**
   * A truth value that may be left out.
   *
   * @param name the property
   * @param usual what holds where it is left out
   * @return its value
   */
  public boolean flag(String name, boolean usual) {
    return optionalText(name).map(Boolean::parseBoolean).orElse(usual);
  }

  /**
   * A list of texts that may be left out.
   *
   * @param name the property
   * @return its elements; none where it is left out
   */
  public List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  /**
   * A map of texts that may be left out.
   *
   * @param name the property
   * @return its entries; none where it is left out
   */
  public Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  /**
   * JSON values that are read as a whole, such as an event pattern.
   *
   * @param name the property
   * @return an object's members; none where it is left out
   */
  public Map<String, Object> map(String name) {
    return value(name).map(value -> asMap(name, value)).orElse(Map.of());
  }

  /**
   * An object of properties that may be left out.
   *
   * @param name the property
   * @return empty where it is left out
   */
  public Optional<Properties> child(String name) {
    return value(name).map(value -> children(name, List.of(value)).getFirst());
  }

  /**
   * A list of objects of properties that may be left out.
   *
   * @param name the property
   * @return one each; none where it is left out
   */
  public List<Properties> children(String name) {
    return children(name, list(name));
  }

  /**
   * What nobody has read so far.
   *
   * @return paths such as {@code Target.Input}, in alphabetical order
   */
  public List<String> unread() {
    TreeSet<String> unread = new TreeSet<>(values.keySet());
    unread.removeAll(read);
    children.forEach(
        (name, inner) ->
            inner.forEach(child -> child.unread().forEach(path -> unread.add(name + "." + path))));
    return List.copyOf(unread);
  }

  private List<Properties> children(String name, List<?> elements) {
    return children.computeIfAbsent(
        name,
        _ -> {
          List<Properties> made = new ArrayList<>();
          for (Object element : elements) {
            made.add(new Properties(place + "." + name, asMap(name, element)));
          }
          return List.copyOf(made);
        });
  }

  private List<?> list(String name) {
    return value(name)
        .map(
            value -> {
              if (value instanceof List<?> elements) {
                return elements;
              }
              throw wrong(name, "a list");
            })
        .orElse(List.of());
  }

  private Optional<Object> value(String name) {
    read.add(name);
    return Optional.ofNullable(values.get(name));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> asMap(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw wrong(name, "an object");
  }

  private UnresolvableTemplateException missing(String name) {
    return new UnresolvableTemplateException(place + "." + name, "it is missing");
  }

  private UnresolvableTemplateException wrong(String name, String expected) {
    return new UnresolvableTemplateException(
        place + "." + name, "it is " + values.get(name) + ", and should be " + expected);
  }
}
