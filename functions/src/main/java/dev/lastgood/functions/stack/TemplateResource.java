package dev.lastgood.functions.stack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource as a template declares it.
 *
 * @param logicalId its name in the template
 * @param declaration all that stands there
 */
public record TemplateResource(String logicalId, JsonNode declaration) {
  /** What CloudFormation does with a resource that it lets go of; see "DeletionPolicy". */
  public enum Policy {
    /** It is deleted. */
    DELETE,
    /** It is kept, outside the stack. */
    RETAIN,
    /** It is kept where it existed before the operation that lets go of it. */
    RETAIN_EXCEPT_ON_CREATE,
    /** A snapshot is made of it, and it is deleted. */
    SNAPSHOT,
    /** The template decides it by a function, or says what this version does not know. */
    UNKNOWN
  }

  /**
   * Its type.
   *
   * @return such as {@code AWS::SQS::Queue}; "" where it has none
   */
  public String type() {
    return declaration.path("Type").asText();
  }

  /**
   * Its properties.
   *
   * @return an object, or a missing node
   */
  public JsonNode properties() {
    return declaration.path("Properties");
  }

  /**
   * What becomes of it when it leaves the template.
   *
   * @return by default it is deleted, but for databases without a cluster, of which a snapshot is
   *     made; see "DeletionPolicy attribute" in the AWS CloudFormation User Guide
   */
  public Policy deletionPolicy() {
    JsonNode policy = declaration.path("DeletionPolicy");
    if (!policy.isMissingNode()) {
      return policy(policy);
    }
    boolean snapshotByDefault =
        type().equals("AWS::RDS::DBCluster")
            || type().equals("AWS::RDS::DBInstance")
                && properties().path("DBClusterIdentifier").isMissingNode();
    return snapshotByDefault ? Policy.SNAPSHOT : Policy.DELETE;
  }

  /**
   * What becomes of the old one when it is replaced.
   *
   * @return by default it is deleted; the other policy plays no part in it
   */
  public Policy updateReplacePolicy() {
    JsonNode policy = declaration.path("UpdateReplacePolicy");
    return policy.isMissingNode() ? Policy.DELETE : policy(policy);
  }

  private static Policy policy(JsonNode node) {
    return switch (node.asText()) {
      case "Delete" -> Policy.DELETE;
      case "Retain" -> Policy.RETAIN;
      case "RetainExceptOnCreate" -> Policy.RETAIN_EXCEPT_ON_CREATE;
      case "Snapshot" -> Policy.SNAPSHOT;
      default -> Policy.UNKNOWN;
    };
  }
}
