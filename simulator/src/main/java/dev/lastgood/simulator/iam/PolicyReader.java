package dev.lastgood.simulator.iam;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads policy documents; see "IAM JSON policy elements reference" in the IAM User Guide. What is
 * not known here is refused: a policy that is half understood would allow or deny the wrong things.
 */
final class PolicyReader {
  /** What kind of policy it is, which decides the elements that it has. */
  enum Kind {
    IDENTITY,
    RESOURCE,
    /** The resource is the role itself, and cannot be named. */
    TRUST
  }

  private static final Set<String> DOCUMENT_ELEMENTS = Set.of("Version", "Id", "Statement");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Set<String> STATEMENT_ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final String account;

  PolicyReader(String account) {
    this.account = account;
  }

  /**
   * Reads a document.
   *
   * @param place the stack, the logical id and the property
   * @param owner the role's name, or the resource's ARN
   * @param kind what kind of policy it is
   * @param document the document
   * @param before what the owner has already from other policies
   * @return what this one adds
   */
  List<Statement> read(
      String place, String owner, Kind kind, Object document, List<Statement> before) {
    Map<String, Object> elements = PolicyJson.object(place, document);
    refuseUnknown(place, elements, DOCUMENT_ELEMENTS);
    Object version = elements.get("Version");
    if (version != null && !VERSIONS.contains(version)) {
      throw new UnreadablePolicyException(place + ".Version", "there is no version " + version);
    }
    Object given = elements.get("Statement");
    List<?> statements =
        given instanceof Map<?, ?> ? List.of(given) : PolicyJson.list(place, given);
    Set<String> taken = new HashSet<>();
    before.forEach(statement -> taken.add(statement.reference().sid()));
    Set<String> own = new HashSet<>();
    List<Statement> read = new ArrayList<>();
    for (Object statement : statements) {
      String at = place + ".Statement[" + read.size() + "]";
      int number = before.size() + read.size();
      Map<String, Object> parts = PolicyJson.object(at, statement);
      String sid = "#" + number;
      if (parts.containsKey("Sid")) {
        String written = PolicyJson.text(at + ".Sid", parts.get("Sid"));
        if (!own.add(written)) {
          throw new UnreadablePolicyException(at, "the Sid " + written + " is not the only one");
        }
        // Two policies of one role may use the same.
        sid = taken.contains(written) ? written + sid : written;
      }
      read.add(statement(at, owner, kind, parts, sid));
    }
    return read;
  }

  private Statement statement(
      String place, String owner, Kind kind, Map<String, Object> elements, String sid) {
    refuseUnknown(place, elements, STATEMENT_ELEMENTS);
    boolean exceptActions = elements.containsKey("NotAction");
    List<String> actions = either(place, elements, "Action", "NotAction");
    boolean exceptResources = elements.containsKey("NotResource");
    List<String> resources =
        switch (kind) {
          case IDENTITY, RESOURCE -> either(place, elements, "Resource", "NotResource");
          case TRUST -> {
            refuse(place, elements, "Resource");
            refuse(place, elements, "NotResource");
            yield List.of("*");
          }
        };
    PrincipalMatcher principals =
        switch (kind) {
          case IDENTITY -> {
            refuse(place, elements, "Principal");
            yield PrincipalMatcher.WHOEVER_HAS_THE_POLICY;
          }
          case RESOURCE, TRUST ->
              PrincipalMatcher.read(place + ".Principal", elements.get("Principal"), account);
        };
    resources.forEach(resource -> PolicyJson.refuseVariables(place, resource));
    return new Statement(
        new StatementReference(owner, sid, actions, kind == Kind.IDENTITY),
        allows(place, PolicyJson.text(place + ".Effect", elements.get("Effect"))),
        principals,
        actions.stream().map(action -> action(place, action)).toList(),
        exceptActions,
        resources.stream().map(Wildcard::new).toList(),
        exceptResources,
        elements.containsKey("Condition")
            ? ConditionReader.read(place + ".Condition", elements.get("Condition"))
            : List.of());
  }

  private static boolean allows(String place, String effect) {
    return switch (effect) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw new UnreadablePolicyException(place, "there is no Effect " + effect);
    };
  }

  private static Wildcard action(String place, String action) {
    if (!action.equals("*") && action.indexOf(':') < 1) {
      throw new UnreadablePolicyException(place, action + " is no action: SERVICE:NAME");
    }
    return new Wildcard(action.toLowerCase(Locale.ROOT));
  }

  private static List<String> either(
      String place, Map<String, Object> elements, String name, String exceptName) {
    if (elements.containsKey(name) == elements.containsKey(exceptName)) {
      throw new UnreadablePolicyException(
          place, "a statement has either " + name + " or " + exceptName);
    }
    String given = elements.containsKey(name) ? name : exceptName;
    return PolicyJson.texts(place + "." + given, elements.get(given));
  }

  private static void refuse(String place, Map<String, Object> elements, String name) {
    if (elements.containsKey(name)) {
      throw new UnreadablePolicyException(place, "this kind of policy has no " + name);
    }
  }

  private static void refuseUnknown(String place, Map<String, Object> elements, Set<String> known) {
    for (String name : elements.keySet()) {
      if (!known.contains(name)) {
        throw new UnreadablePolicyException(
            place + "." + name, "the element is unknown or not modelled");
      }
    }
  }
}
