package dev.lastgood.functions.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.Locale;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML template as JSON. CloudFormation reads YAML 1.1: {@code yes} is a truth value here, unlike
 * in our own configuration. Short forms of functions become their long forms; see "Intrinsic
 * function reference" in the AWS CloudFormation User Guide.
 */
final class TemplateYaml {
  /** Far more than a template of 1 MB has; aliases of aliases could stand for more. */
  private static final int NODES_MAX = 1_000_000;

  private static final int DEPTH_MAX = 200;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private int nodes;

  private TemplateYaml() {}

  static JsonNode parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEPTH_MAX);
    try {
      Node top =
          new Composer(
                  new ParserImpl(new StreamReader(new StringReader(text)), options),
                  new Resolver(),
                  options)
              .getSingleNode();
      if (top == null) {
        throw new UnreadableTemplateException("The template is empty.");
      }
      return new TemplateYaml().convert(top, 0);
    } catch (MarkedYAMLException unreadable) {
      throw new UnreadableTemplateException(
          "The template is no YAML in line "
              + (unreadable.getProblemMark().getLine() + 1)
              + ": "
              + unreadable.getProblem());
    } catch (YAMLException unreadable) {
      throw new UnreadableTemplateException("The template is no YAML: " + unreadable.getMessage());
    }
  }

  private JsonNode convert(Node node, int depth) {
    nodes++;
    if (depth > DEPTH_MAX || nodes > NODES_MAX) {
      throw new UnreadableTemplateException(
          "The template holds an alias of what it stands in, or is too large.");
    }
    JsonNode value =
        switch (node) {
          case MappingNode mapping -> mapping(mapping, depth);
          case SequenceNode sequence -> {
            ArrayNode array = JSON.arrayNode();
            sequence.getValue().forEach(element -> array.add(convert(element, depth + 1)));
            yield array;
          }
          case ScalarNode scalar -> scalar(scalar);
          default -> throw new IllegalStateException("Not a node of YAML: " + node.getNodeId());
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") && tag.length() > 1 ? function(tag.substring(1), value) : value;
  }

  private JsonNode mapping(MappingNode mapping, int depth) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new UnreadableTemplateException(
            "The template has no name before the colon in line "
                + (entry.getKeyNode().getStartMark().getLine() + 1)
                + ".");
      }
      object.set(key.getValue(), convert(entry.getValueNode(), depth + 1));
    }
    return object;
  }

  private static JsonNode function(String name, JsonNode value) {
    String longForm = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    return JSON.objectNode().set(longForm, value);
  }

  /** Numbers stay the texts that they are written as: an account's id may begin with a zero. */
  private static JsonNode scalar(ScalarNode scalar) {
    String value = scalar.getValue();
    if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
      return JSON.textNode(value);
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return JSON.booleanNode(
          switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> true;
            default -> false;
          });
    }
    return JSON.textNode(value);
  }
}
