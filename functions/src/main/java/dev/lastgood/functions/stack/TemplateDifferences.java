package dev.lastgood.functions.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * How two templates differ, by resource and property, and what it would do to go from the live one
 * to the good one. It knows the two texts alone: a change set of CloudFormation's own knows the
 * resources too, and is believed before this.
 */
public final class TemplateDifferences {
  private static final String PROPERTIES = "Properties";

  private final List<TemplateDifference> found = new ArrayList<>();

  private TemplateDifferences() {}

  /**
   * Compares.
   *
   * @param good what would be gone back to
   * @param live what is
   * @return each place at which they differ; numbers and truth values are the same as texts that
   *     say so, as CloudFormation has it
   */
  public static List<TemplateDifference> between(TemplateDocument good, TemplateDocument live) {
    TemplateDifferences differences = new TemplateDifferences();
    differences.resources(good.resources(), live.resources());
    for (String section : sections(good, live)) {
      differences.section(section, good.root().path(section), live.root().path(section));
    }
    return List.copyOf(differences.found);
  }

  private static List<String> sections(TemplateDocument good, TemplateDocument live) {
    TreeSet<String> names = new TreeSet<>();
    good.root().fieldNames().forEachRemaining(names::add);
    live.root().fieldNames().forEachRemaining(names::add);
    names.remove("Resources");
    return List.copyOf(names);
  }

  private void resources(
      SortedMap<String, TemplateResource> good, SortedMap<String, TemplateResource> live) {
    TreeSet<String> logicalIds = new TreeSet<>(good.keySet());
    logicalIds.addAll(live.keySet());
    for (String logicalId : logicalIds) {
      TemplateResource before = good.get(logicalId);
      TemplateResource now = live.get(logicalId);
      if (before == null) {
        whole(now, TemplateDifference.NONE, now.declaration().toString(), ChangeEffect.REMOVES);
      } else if (now == null) {
        whole(before, before.declaration().toString(), TemplateDifference.NONE, ChangeEffect.ADDS);
      } else if (!before.type().equals(now.type())) {
        // CloudFormation refuses another type under the same logical id.
        whole(now, before.type(), now.type(), ChangeEffect.REPLACES);
      } else {
        resource(before, now);
      }
    }
  }

  private void whole(TemplateResource resource, String good, String live, ChangeEffect effect) {
    found.add(
        new TemplateDifference(
            "Resources", resource.logicalId(), resource.type(), "", good, live, effect));
  }

  private void resource(TemplateResource good, TemplateResource live) {
    String type = good.type();
    for (String part : names(good.declaration(), live.declaration())) {
      JsonNode before = good.declaration().path(part);
      JsonNode now = live.declaration().path(part);
      if (part.equals(PROPERTIES)) {
        for (String property : names(before, now)) {
          ChangeEffect effect = ReplacementTable.effect(type, property);
          compare(
              PROPERTIES + "." + property,
              before.path(property),
              now.path(property),
              difference("Resources", good.logicalId(), type, effect));
        }
      } else {
        compare(part, before, now, difference("Resources", good.logicalId(), type, effect(part)));
      }
    }
  }

  /** A condition may let the resource come or go. */
  private static ChangeEffect effect(String part) {
    return part.equals("Condition") ? ChangeEffect.MAY_REPLACE : ChangeEffect.NONE;
  }

  /** Resources that use a parameter, mapping or condition may change by it: how, is not told. */
  private static ChangeEffect ofSection(String section) {
    return switch (section) {
      case "Parameters", "Mappings", "Conditions", "Transform", "Globals" ->
          ChangeEffect.MAY_REPLACE;
      case "Outputs" -> ChangeEffect.UPDATES;
      default -> ChangeEffect.NONE;
    };
  }

  private void section(String section, JsonNode good, JsonNode live) {
    ChangeEffect effect = ofSection(section);
    boolean named =
        (good.isObject() || good.isMissingNode()) && (live.isObject() || live.isMissingNode());
    if (!named) {
      compare("", good, live, difference(section, "", "", effect));
      return;
    }
    for (String name : names(good, live)) {
      compare("", good.path(name), live.path(name), difference(section, name, "", effect));
    }
  }

  private interface Difference {
    TemplateDifference at(String path, String good, String live);
  }

  private static Difference difference(
      String section, String name, String type, ChangeEffect effect) {
    return (path, good, live) ->
        new TemplateDifference(section, name, type, path, good, live, effect);
  }

  private void compare(String path, JsonNode good, JsonNode live, Difference difference) {
    if (same(good, live)) {
      return;
    }
    if (isPlainObject(good) && isPlainObject(live)) {
      String before = path.isEmpty() ? "" : path + ".";
      names(good, live)
          .forEach(name -> compare(before + name, good.path(name), live.path(name), difference));
    } else if (good.isArray() && live.isArray() && good.size() == live.size()) {
      for (int index = 0; index < good.size(); index++) {
        compare(path + "[" + index + "]", good.get(index), live.get(index), difference);
      }
    } else {
      found.add(difference.at(path, said(good), said(live)));
    }
  }

  private static String said(JsonNode node) {
    if (node.isMissingNode()) {
      return TemplateDifference.NONE;
    }
    return node.isTextual() ? node.textValue() : node.toString();
  }

  /** A function is one value. */
  private static boolean isPlainObject(JsonNode node) {
    if (!node.isObject()) {
      return false;
    }
    if (node.size() != 1) {
      return true;
    }
    String only = node.fieldNames().next();
    return !only.startsWith("Fn::") && !only.equals("Ref") && !only.equals("Condition");
  }

  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isValueNode() && other.isValueNode()) {
      return one.isNull() == other.isNull() && one.asText().equals(other.asText());
    }
    if (one.isArray() && other.isArray()) {
      if (one.size() != other.size()) {
        return false;
      }
      for (int index = 0; index < one.size(); index++) {
        if (!same(one.get(index), other.get(index))) {
          return false;
        }
      }
      return true;
    }
    if (one.isObject() && other.isObject()) {
      return one.size() == other.size()
          && one.properties().stream()
              .allMatch(
                  entry ->
                      other.has(entry.getKey())
                          && same(entry.getValue(), other.get(entry.getKey())));
    }
    return one.isMissingNode() && other.isMissingNode();
  }

  private static TreeSet<String> names(JsonNode one, JsonNode other) {
    TreeSet<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
