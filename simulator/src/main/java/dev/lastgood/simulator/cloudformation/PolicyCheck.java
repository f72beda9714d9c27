package dev.lastgood.simulator.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stack policy: what an update may do to which resource. With a policy all is denied that it does
 * not allow; see "Prevent updates to stack resources" in the AWS CloudFormation User Guide.
 *
 * @param statements its statements; empty where there is no policy
 */
record PolicyCheck(Optional<JsonNode> statements) {
  static final PolicyCheck NONE = new PolicyCheck(Optional.empty());

  static PolicyCheck of(Optional<String> policy) {
    return new PolicyCheck(policy.map(PolicyCheck::read));
  }

  private static JsonNode read(String policy) {
    try {
      JsonNode statements = Json.read(policy, JsonNode.class).path("Statement");
      if (statements.isArray()) {
        return statements;
      }
    } catch (MalformedEventException unreadable) {
      // Refused below, in CloudFormation's words.
    }
    throw CloudFormationErrors.validation("Error validating stack policy: Invalid stack policy");
  }

  void check(LiveStack stack, TemplateResource resource, boolean replaces) throws ResourceFailure {
    check(resource, replaces ? "Update:Replace" : "Update:Modify");
  }

  void check(TemplateResource resource, String action) throws ResourceFailure {
    if (statements.isEmpty()) {
      return;
    }
    boolean allowed = false;
    int number = 0;
    for (JsonNode statement : statements.get()) {
      number++;
      if (applies(statement, resource, action)) {
        if (statement.path("Effect").asText().equals("Deny")) {
          throw denied(" #" + number + "] does not allow [" + action, resource);
        }
        allowed = true;
      }
    }
    if (!allowed) {
      throw denied("] does not allow [" + action, resource);
    }
  }

  private static ResourceFailure denied(String statement, TemplateResource resource) {
    return new ResourceFailure(
        "Action denied by stack policy: Statement ["
            + statement.strip()
            + "] for resource [LogicalResourceId/"
            + resource.logicalId()
            + "]");
  }

  private static boolean applies(JsonNode statement, TemplateResource resource, String action) {
    JsonNode types = statement.at("/Condition/StringEquals/ResourceType");
    JsonNode alike = statement.at("/Condition/StringLike/ResourceType");
    String place = "LogicalResourceId/" + resource.logicalId();
    return (texts(statement.path("Action")).stream().anyMatch(one -> matches(one, action))
            || statement.has("NotAction")
                && texts(statement.path("NotAction")).stream()
                    .noneMatch(one -> matches(one, action)))
        && (texts(statement.path("Resource")).stream().anyMatch(one -> matches(one, place))
            || statement.has("NotResource")
                && texts(statement.path("NotResource")).stream()
                    .noneMatch(one -> matches(one, place)))
        && (types.isMissingNode() || texts(types).contains(resource.type()))
        && (alike.isMissingNode()
            || texts(alike).stream().anyMatch(one -> matches(one, resource.type())));
  }

  private static boolean matches(String pattern, String text) {
    return Pattern.matches(
        Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), text);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
