package dev.lastgood.simulator.iam;

import java.util.Map;
import java.util.Optional;

/** The CloudFormation stacks that there are, as policies see them. */
public interface StackDirectory {
  /** Without any stack. */
  StackDirectory NONE =
      new StackDirectory() {
        @Override
        public Optional<String> id(String nameOrId) {
          return Optional.empty();
        }

        @Override
        public Optional<String> ofChangeSet(String changeSetId) {
          return Optional.empty();
        }

        @Override
        public Optional<String> ownerOf(String physicalId) {
          return Optional.empty();
        }

        @Override
        public Map<String, String> tags(String nameOrId) {
          return Map.of();
        }
      };

  /**
   * A stack's id, which holds an id that no name holds.
   *
   * @param nameOrId the stack
   * @return its ARN; empty where there is no such stack
   */
  Optional<String> id(String nameOrId);

  /**
   * The stack that a change set is of.
   *
   * @param changeSetId the change set's ARN
   * @return the stack's ARN; empty where there is no such change set
   */
  Optional<String> ofChangeSet(String changeSetId);

  /**
   * The stack that a resource was made by, which CloudFormation tags it with: {@code
   * aws:cloudformation:stack-name}. See "Resource tag" in the AWS CloudFormation Template Reference
   * Guide.
   *
   * @param physicalId the resource's name or id
   * @return the stack's name; empty where it is no stack's
   */
  Optional<String> ownerOf(String physicalId);

  /**
   * A stack's tags.
   *
   * @param nameOrId the stack
   * @return their values by their keys; none where there is no such stack
   */
  Map<String, String> tags(String nameOrId);
}
