package dev.lastgood.simulator.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.simulator.template.TemplateText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template that CloudFormation has accepted.
 *
 * @param text as it was submitted
 * @param root the same with the long forms of all functions
 * @param resources what it declares, by logical id
 */
record StackTemplate(String text, JsonNode root, Map<String, TemplateResource> resources) {
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([A-Za-z0-9]+)(\\.[^}]+)?}");
  private static final Pattern TYPE = Pattern.compile("AWS::\\w+::\\w+|Custom::[\\w@-]+");
  private static final Set<String> NAMING_IAM = Set.of("RoleName", "GroupName", "UserName");

  /** Reads and checks a template. */
  static StackTemplate read(String text, ResourceTypes types) {
    JsonNode root =
        TemplateText.read(text)
            .orElseThrow(
                () ->
                    CloudFormationErrors.validation(
                        "Template format error: unsupported structure."));
    List<String> notModelled =
        macros(root).stream().filter(name -> name.isEmpty() || name.startsWith("AWS::")).toList();
    if (!notModelled.isEmpty()) {
      throw new UnsupportedOperationException(
          "Simulated CloudFormation does not model transforms other than an account's macros by"
              + " their names: "
              + root.get("Transform"));
    }
    Map<String, TemplateResource> resources = new TreeMap<>();
    root.path("Resources")
        .properties()
        .forEach(
            entry ->
                resources.put(
                    entry.getKey(), new TemplateResource(entry.getKey(), entry.getValue())));
    StackTemplate template = new StackTemplate(text, root, resources);
    template.check(types);
    return template;
  }

  /** The account's macros that process the whole template. */
  List<String> macros() {
    return macros(root);
  }

  /** What is no text has no name here. */
  private static List<String> macros(JsonNode root) {
    JsonNode transform = root.path("Transform");
    List<String> names = new ArrayList<>();
    if (transform.isArray()) {
      transform.forEach(each -> names.add(each.asText()));
    } else if (!transform.isMissingNode()) {
      names.add(transform.asText());
    }
    return names;
  }

  /**
   * The template as its macros leave it: their functions are not run here, and change nothing but
   * that no macro is named any more.
   */
  String processed() {
    if (macros().isEmpty()) {
      return text;
    }
    ObjectNode processed = root.deepCopy();
    processed.remove("Transform");
    return processed.toString();
  }

  private void check(ResourceTypes types) {
    if (resources.isEmpty()) {
      throw CloudFormationErrors.validation(
          "Template format error: At least one Resources member must be defined.");
    }
    List<String> unrecognised =
        resources.values().stream()
            .map(TemplateResource::type)
            .filter(type -> !TYPE.matcher(type).matches())
            .distinct()
            .toList();
    if (!unrecognised.isEmpty()) {
      throw CloudFormationErrors.validation(
          "Template format error: Unrecognized resource types: " + unrecognised);
    }
    resources.values().forEach(types::requireModelled);
    Set<String> unresolved = new TreeSet<>();
    for (TemplateResource resource : resources.values()) {
      names(resource.node()).stream().filter(name -> !isDeclared(name)).forEach(unresolved::add);
      resource.dependsOn().stream()
          .filter(name -> !resources.containsKey(name))
          .forEach(unresolved::add);
    }
    if (!unresolved.isEmpty()) {
      throw CloudFormationErrors.validation(
          "Template format error: Unresolved resource dependencies "
              + unresolved
              + " in the Resources block of the template");
    }
    Set<String> outside = new TreeSet<>(names(root.path("Outputs")));
    outside.removeIf(this::isDeclared);
    if (!outside.isEmpty()) {
      throw CloudFormationErrors.validation(
          "Template format error: Unresolved resource dependencies "
              + outside
              + " in the Outputs block of the template");
    }
    waves(resources.keySet());
  }

  private boolean isDeclared(String name) {
    return resources.containsKey(name) || root.path("Parameters").has(name);
  }

  /** The names that a part of the template refers to, pseudo parameters apart. */
  private static Set<String> names(JsonNode node) {
    Set<String> found = new TreeSet<>();
    collect(node, found);
    return found;
  }

  private static void collect(JsonNode node, Set<String> found) {
    if (node.isObject() && node.size() == 1) {
      Map.Entry<String, JsonNode> only = node.properties().iterator().next();
      JsonNode operand = only.getValue();
      switch (only.getKey()) {
        case "Ref" -> found.add(operand.asText());
        case "Fn::GetAtt" ->
            found.add(
                operand.isTextual()
                    ? operand.asText().split("\\.", 2)[0]
                    : operand.path(0).asText());
        case "Fn::Sub" -> substituted(operand, found);
        default -> {
          // The other functions hold their names further in.
        }
      }
    }
    found.removeIf(name -> name.startsWith("AWS::"));
    node.forEach(inner -> collect(inner, found));
  }

  private static void substituted(JsonNode operand, Set<String> found) {
    Matcher matcher =
        SUBSTITUTED.matcher(operand.isTextual() ? operand.asText() : operand.path(0).asText());
    while (matcher.find()) {
      if (!operand.path(1).has(matcher.group(1))) {
        found.add(matcher.group(1));
      }
    }
  }

  /** What a resource needs first, among those declared here. */
  Set<String> dependencies(String logicalId) {
    TemplateResource resource = resources.get(logicalId);
    Set<String> needed = new TreeSet<>(names(resource.node()));
    needed.addAll(resource.dependsOn());
    needed.retainAll(resources.keySet());
    return needed;
  }

  /**
   * Puts resources into an order: those of one wave depend on none of the same or of a later one.
   */
  List<List<String>> waves(Collection<String> logicalIds) {
    Set<String> left = new TreeSet<>(logicalIds);
    List<List<String>> waves = new ArrayList<>();
    while (!left.isEmpty()) {
      List<String> wave =
          left.stream().filter(id -> reachable(id).stream().noneMatch(left::contains)).toList();
      if (wave.isEmpty()) {
        throw CloudFormationErrors.validation("Circular dependency between resources: " + left);
      }
      waves.add(wave);
      wave.forEach(left::remove);
    }
    return waves;
  }

  /** All that a resource needs, directly or not; itself too where it goes in circles. */
  private Set<String> reachable(String logicalId) {
    Set<String> found = new TreeSet<>();
    List<String> open = new ArrayList<>(dependencies(logicalId));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (found.add(next)) {
        open.addAll(dependencies(next));
      }
    }
    return found;
  }

  Optional<TemplateResource> resource(String logicalId) {
    return Optional.ofNullable(resources.get(logicalId));
  }

  Map<String, JsonNode> parameters() {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    root.path("Parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
    return parameters;
  }

  boolean isNoEcho(String parameter) {
    return root.path("Parameters").path(parameter).path("NoEcho").asBoolean(false);
  }

  Optional<String> description() {
    return Optional.ofNullable(root.path("Description").textValue());
  }

  /** See "Acknowledging IAM resources in CloudFormation templates" in the User Guide. */
  Optional<String> capability() {
    boolean named =
        resources.values().stream()
            .filter(resource -> resource.type().startsWith("AWS::IAM::"))
            .anyMatch(
                resource -> NAMING_IAM.stream().anyMatch(name -> resource.properties().has(name)));
    boolean any =
        resources.values().stream().anyMatch(resource -> resource.type().startsWith("AWS::IAM::"));
    return named
        ? Optional.of("CAPABILITY_NAMED_IAM")
        : any ? Optional.of("CAPABILITY_IAM") : Optional.empty();
  }
}
