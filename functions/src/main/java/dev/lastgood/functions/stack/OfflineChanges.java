package dev.lastgood.functions.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.stack.PlannedChange.Action;
import dev.lastgood.functions.stack.PlannedChange.Replacement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a change set from one template to another would do, as far as the texts tell: the changes
 * themselves, those by parameters, and those that follow from the replacement of what a resource
 * refers to. It says rather too much than too little.
 */
public final class OfflineChanges {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!.}][^.}]*)[^}]*}");

  private static final Map<ChangeEffect, Replacement> REPLACEMENTS =
      new EnumMap<>(
          Map.of(
              ChangeEffect.UPDATES, Replacement.FALSE,
              ChangeEffect.MAY_REPLACE, Replacement.CONDITIONAL,
              ChangeEffect.REPLACES, Replacement.TRUE));

  private final TemplateDocument good;
  private final SortedMap<String, TemplateResource> resources;
  private final SortedMap<String, SortedMap<String, ChangeEffect>> changed = new TreeMap<>();

  private OfflineChanges(TemplateDocument good) {
    this.good = good;
    this.resources = good.resources();
  }

  /**
   * Works it out; has no effects.
   *
   * @param good what would be gone back to
   * @param live what is
   * @param changedParameters the names of parameters whose values differ
   * @param physicalIds what resources are called outside, by their logical ids, where known
   * @return a change a resource, sorted by logical id
   */
  public static List<PlannedChange> of(
      TemplateDocument good,
      TemplateDocument live,
      Collection<String> changedParameters,
      Map<String, String> physicalIds) {
    OfflineChanges changes = new OfflineChanges(good);
    TreeMap<String, PlannedChange> planned = new TreeMap<>();
    Set<String> causes = new HashSet<>(changedParameters);
    for (TemplateDifference difference : TemplateDifferences.between(good, live)) {
      if (!difference.section().equals("Resources")) {
        changes.indirect(difference, causes);
        continue;
      }
      String physicalId = physicalIds.getOrDefault(difference.name(), "");
      switch (difference.effect()) {
        case ADDS -> planned.put(difference.name(), whole(difference, "", Action.ADD));
        case REMOVES ->
            planned.put(difference.name(), whole(difference, physicalId, Action.REMOVE));
        case NONE -> {
          // Nothing that exists changes.
        }
        case UPDATES, MAY_REPLACE, REPLACES ->
            changes.add(difference.name(), property(difference.path()), difference.effect());
      }
    }
    changes.byCauses(causes);
    changes.cascade();
    changes.changed.forEach(
        (logicalId, properties) -> {
          if (!planned.containsKey(logicalId)) {
            planned.put(
                logicalId,
                new PlannedChange(
                    logicalId,
                    physicalIds.getOrDefault(logicalId, ""),
                    changes.resources.get(logicalId).type(),
                    Action.MODIFY,
                    REPLACEMENTS.get(worst(properties)),
                    properties.keySet().stream().filter(name -> !name.isEmpty()).toList()));
          }
        });
    return List.copyOf(planned.values());
  }

  private static PlannedChange whole(
      TemplateDifference difference, String physicalId, Action action) {
    return new PlannedChange(
        difference.name(), physicalId, difference.type(), action, Replacement.FALSE, List.of());
  }

  private static String property(String path) {
    String rest = path.startsWith("Properties.") ? path.substring("Properties.".length()) : path;
    return rest.split("[.\\[]", 2)[0];
  }

  /** A changed default, mapping or condition reaches resources by its name. */
  private void indirect(TemplateDifference difference, Set<String> causes) {
    switch (difference.section()) {
      case "Mappings", "Conditions" -> causes.add(difference.name());
      case "Transform", "Globals" ->
          resources.keySet().forEach(it -> add(it, "", ChangeEffect.MAY_REPLACE));
      default -> {
        // A parameter's default plays no part: its value is given.
      }
    }
  }

  private void add(String logicalId, String property, ChangeEffect effect) {
    changed
        .computeIfAbsent(logicalId, _ -> new TreeMap<>())
        .merge(property, effect, OfflineChanges::worse);
  }

  private static ChangeEffect worse(ChangeEffect one, ChangeEffect other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static ChangeEffect worst(SortedMap<String, ChangeEffect> properties) {
    return properties.values().stream().reduce(ChangeEffect.UPDATES, OfflineChanges::worse);
  }

  private void byCauses(Set<String> causes) {
    if (causes.isEmpty()) {
      return;
    }
    Set<String> all = new HashSet<>(causes);
    // A condition that uses a parameter, or another condition, may turn.
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<String, JsonNode> condition : good.section("Conditions").entrySet()) {
        if (!all.contains(condition.getKey()) && mentions(condition.getValue(), all)) {
          grown = all.add(condition.getKey());
        }
      }
    }
    for (TemplateResource resource : resources.values()) {
      if (all.contains(resource.declaration().path("Condition").asText())) {
        add(resource.logicalId(), "Condition", ChangeEffect.MAY_REPLACE);
      }
      resource
          .properties()
          .properties()
          .forEach(
              entry -> {
                if (mentions(entry.getValue(), all)) {
                  add(
                      resource.logicalId(),
                      entry.getKey(),
                      ReplacementTable.effect(resource.type(), entry.getKey()));
                }
              });
    }
  }

  /** What refers to something that is replaced gets another value there. */
  private void cascade() {
    Map<String, Map<String, Set<String>>> users = users();
    TreeSet<String> open = new TreeSet<>();
    changed.forEach(
        (logicalId, properties) -> {
          if (worst(properties).compareTo(ChangeEffect.UPDATES) > 0) {
            open.add(logicalId);
          }
        });
    while (!open.isEmpty()) {
      String replaced = open.pollFirst();
      ChangeEffect cause = worst(changed.get(replaced));
      users
          .getOrDefault(replaced, Map.of())
          .forEach(
              (user, properties) -> {
                ChangeEffect before = worst(changed.getOrDefault(user, new TreeMap<>()));
                for (String property : properties) {
                  ChangeEffect effect =
                      ReplacementTable.effect(resources.get(user).type(), property);
                  add(user, property, effect.compareTo(cause) <= 0 ? effect : cause);
                }
                if (worst(changed.get(user)).compareTo(before) > 0) {
                  open.add(user);
                }
              });
    }
  }

  /** Of each resource: who refers to it, and in which properties. */
  private Map<String, Map<String, Set<String>>> users() {
    Map<String, Map<String, Set<String>>> users = new TreeMap<>();
    for (TemplateResource resource : resources.values()) {
      resource
          .properties()
          .properties()
          .forEach(
              entry -> {
                Set<String> mentioned = new TreeSet<>();
                collect(entry.getValue(), mentioned);
                for (String other : mentioned) {
                  if (resources.containsKey(other)) {
                    users
                        .computeIfAbsent(other, _ -> new TreeMap<>())
                        .computeIfAbsent(resource.logicalId(), _ -> new TreeSet<>())
                        .add(entry.getKey());
                  }
                }
              });
    }
    return users;
  }

  private static boolean mentions(JsonNode node, Set<String> names) {
    Set<String> mentioned = new TreeSet<>();
    collect(node, mentioned);
    return mentioned.stream().anyMatch(names::contains);
  }

  /** The names that functions refer to: parameters, resources, mappings and conditions. */
  private static void collect(JsonNode node, Set<String> names) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry -> {
                JsonNode value = entry.getValue();
                switch (entry.getKey()) {
                  case "Ref", "Condition" -> names.add(value.asText());
                  case "Fn::GetAtt", "Fn::FindInMap", "Fn::If" -> names.add(value.path(0).asText());
                  case "Fn::Sub" ->
                      variables(value.isArray() ? value.path(0).asText() : value.asText(), names);
                  default -> {
                    // Its parts are looked at below.
                  }
                }
                collect(value, names);
              });
    } else if (node.isArray()) {
      node.forEach(element -> collect(element, names));
    }
  }

  private static void variables(String text, Set<String> names) {
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1).strip());
    }
  }
}
