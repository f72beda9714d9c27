package dev.lastgood.functions.stack;

import java.util.List;

/**
 * A resource that is not what its stack's template says.
 *
 * @param logicalId its name in the template
 * @param physicalId what it is called outside; "" where CloudFormation does not say
 * @param type such as {@code AWS::SQS::Queue}
 * @param status as the API has it: {@code MODIFIED} or {@code DELETED}
 * @param differences what has changed; none where it was deleted
 */
public record ResourceDrift(
    String logicalId,
    String physicalId,
    String type,
    String status,
    List<PropertyDrift> differences) {
  /** Copies its list. */
  public ResourceDrift {
    differences = List.copyOf(differences);
  }
}
