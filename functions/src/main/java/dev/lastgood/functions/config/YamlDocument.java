package dev.lastgood.functions.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML text as JSON, that remembers the line and column of everything in it.
 *
 * <p>Plain words mean what the core schema of YAML 1.2.2 (section 10.3) says, decimal numbers only:
 * {@code no} and {@code 15:00} are texts, not the truth value and the base-60 number of YAML 1.1.
 * What begins with a zero is a text too, since its zero would be lost.
 */
final class YamlDocument {
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
  private static final int NUMBER_LENGTH_MAX = 40;

  private final String file;
  private final List<ConfigurationFault> faults = new ArrayList<>();
  private final Map<Place, Mark> keys = new LinkedHashMap<>();
  private final Map<Place, Mark> values = new LinkedHashMap<>();
  private final JsonNode root;

  private YamlDocument(String file, Node top) {
    this.file = file;
    this.root = convert(top, Place.TOP, List.of());
  }

  /**
   * Reads a text.
   *
   * @throws ConfigurationException where it is not one YAML document
   */
  static YamlDocument parse(String text, String file) {
    LoaderOptions options = new LoaderOptions();
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(new StringReader(text)), options),
              new Resolver(),
              options);
      Node top = composer.getSingleNode();
      if (top == null) {
        throw refused(file, 1, 1, "a mapping with the field environments", "an empty file");
      }
      return new YamlDocument(file, top);
    } catch (MarkedYAMLException unreadable) {
      Mark mark = unreadable.getProblemMark();
      throw refused(file, mark.getLine() + 1, mark.getColumn() + 1, "YAML", problem(unreadable));
    } catch (ReaderException unreadable) {
      int position = Math.min(unreadable.getPosition(), text.length());
      int line = 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
      int column = position - text.lastIndexOf('\n', Math.max(0, position - 1));
      String character = String.format("U+%04X", unreadable.getCodePoint());
      throw refused(file, line, Math.max(1, column), "printable characters", character);
    } catch (YAMLException unreadable) {
      throw refused(file, 0, 0, "YAML", unreadable.getMessage());
    }
  }

  private static String problem(MarkedYAMLException unreadable) {
    String context = unreadable.getContext() == null ? "" : unreadable.getContext() + ": ";
    return context + unreadable.getProblem();
  }

  private static ConfigurationException refused(
      String file, int line, int column, String expected, String found) {
    return new ConfigurationException(
        List.of(new ConfigurationFault(file, line, column, "", expected, found)));
  }

  /** What the document holds. */
  JsonNode root() {
    return root;
  }

  /** What JSON has no room for: keys that stand twice, keys that are no texts, endless aliases. */
  List<ConfigurationFault> faults() {
    return List.copyOf(faults);
  }

  /** A fault of what stands at a place; told at the key around it, where nothing stands there. */
  ConfigurationFault fault(Place place, String expected, String found) {
    return values.containsKey(place)
        ? fault(values.get(place), place, expected, found)
        : keyFault(place, expected, found);
  }

  /** A fault of the key at a place, or of the nearest key around it. */
  ConfigurationFault keyFault(Place place, String expected, String found) {
    Place nearest = place;
    while (!keys.containsKey(nearest)) {
      nearest = nearest.outer();
    }
    return fault(keys.get(nearest), place, expected, found);
  }

  private ConfigurationFault fault(Mark mark, Place place, String expected, String found) {
    return new ConfigurationFault(
        file, mark.getLine() + 1, mark.getColumn() + 1, place.path(), expected, found);
  }

  private JsonNode convert(Node node, Place place, List<Node> around) {
    values.put(place, node.getStartMark());
    if (around.isEmpty()) {
      keys.put(place, node.getStartMark());
    }
    if (around.stream().anyMatch(outer -> outer == node)) {
      faults.add(fault(place, "a value", "an alias of what it stands in"));
      return JsonNodeFactory.instance.nullNode();
    }
    if (!node.getTag().getValue().startsWith(Tag.PREFIX)) {
      faults.add(fault(place, "a value without a tag", "the tag " + node.getTag().getValue()));
    }
    List<Node> inside = new ArrayList<>(around);
    inside.add(node);
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, place, inside);
      case SequenceNode sequence -> sequence(sequence, place, inside);
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalStateException("Not a node of YAML: " + node.getNodeId());
    };
  }

  private JsonNode mapping(MappingNode mapping, Place place, List<Node> inside) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        Mark mark = entry.getKeyNode().getStartMark();
        faults.add(fault(mark, place, "a name before the colon", "a list or a mapping"));
        continue;
      }
      Place inner = place.then(key.getValue());
      if (object.has(key.getValue())) {
        int first = keys.get(inner).getLine() + 1;
        faults.add(
            fault(key.getStartMark(), inner, "each field once", "it again, after line " + first));
        continue;
      }
      keys.put(inner, key.getStartMark());
      object.set(key.getValue(), convert(entry.getValueNode(), inner, inside));
    }
    return object;
  }

  private JsonNode sequence(SequenceNode sequence, Place place, List<Node> inside) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Node element : sequence.getValue()) {
      Place inner = place.then(array.size());
      keys.put(inner, element.getStartMark());
      array.add(convert(element, inner, inside));
    }
    return array;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String value = scalar.getValue();
    JsonNodeFactory json = JsonNodeFactory.instance;
    boolean plain = scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
    boolean number = !scalar.getTag().equals(Tag.STR) && value.length() <= NUMBER_LENGTH_MAX;
    if (!plain) {
      return json.textNode(value);
    }
    return switch (value) {
      case "", "~", "null", "Null", "NULL" -> json.nullNode();
      case "true", "True", "TRUE" -> json.booleanNode(true);
      case "false", "False", "FALSE" -> json.booleanNode(false);
      default -> {
        if (number && INTEGER.matcher(value).matches()) {
          yield json.numberNode(new BigInteger(value));
        }
        yield number && DECIMAL.matcher(value).matches()
            ? json.numberNode(new BigDecimal(value))
            : json.textNode(value);
      }
    };
  }
}
