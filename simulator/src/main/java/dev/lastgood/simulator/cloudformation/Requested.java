package dev.lastgood.simulator.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Makes deployments and checks of what requests have in common. */
record Requested(StackRegion region) {
  private static final Pattern TOKEN = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9]{0,127}");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");
  private static final int TRIGGERS_MAX = 5;

  /**
   * What a request gives for a stack's deployment; lists that are empty and absent alike leave what
   * was there, but for parameters.
   */
  record Input(
      Optional<StackTemplate> template,
      boolean usesPreviousTemplate,
      List<Parameter> parameters,
      Optional<List<Tag>> tags,
      List<Capability> capabilities,
      Optional<String> roleArn,
      Optional<List<String>> notificationArns,
      Optional<RollbackConfiguration> rollbackConfiguration) {}

  Deployment deployment(Input input, Optional<Deployment> previous) {
    if (input.usesPreviousTemplate() && input.template().isPresent()) {
      throw CloudFormationErrors.validation(
          "You cannot specify both usePreviousTemplate and Template Body/Template URL.");
    }
    StackTemplate template =
        input
            .template()
            .or(
                () ->
                    input.usesPreviousTemplate()
                        ? previous.map(Deployment::template)
                        : Optional.empty())
            .orElseThrow(
                () ->
                    CloudFormationErrors.validation(
                        "Either Template URL or Template Body must be specified."));
    List<String> capabilities = input.capabilities().stream().map(Capability::toString).toList();
    requireCapabilities(template, capabilities);
    RollbackConfiguration rollback =
        input
            .rollbackConfiguration()
            .or(() -> previous.map(Deployment::rollbackConfiguration))
            .orElseGet(() -> RollbackConfiguration.builder().build());
    if (rollback.rollbackTriggers().size() > TRIGGERS_MAX) {
      throw CloudFormationErrors.validation(
          "Rollback configuration can have at most " + TRIGGERS_MAX + " rollback triggers.");
    }
    return new Deployment(
        template,
        ParameterValues.resolved(
            template, input.parameters(), previous.map(Deployment::parameters)),
        input.tags().map(StackTags::of).or(() -> previous.map(Deployment::tags)).orElse(Map.of()),
        capabilities,
        input.roleArn().or(() -> previous.flatMap(Deployment::roleArn)),
        input
            .notificationArns()
            .or(() -> previous.map(Deployment::notificationArns))
            .orElse(List.of()),
        rollback);
  }

  private static void requireCapabilities(StackTemplate template, List<String> given) {
    Optional<String> needed = template.capability();
    boolean acknowledged =
        needed.isEmpty() || given.contains(needed.get()) || given.contains("CAPABILITY_NAMED_IAM");
    if (!acknowledged) {
      throw CloudFormationErrors.INSUFFICIENT_CAPABILITIES.saying(
          "Requires capabilities : [" + needed.get() + "]");
    }
  }

  /** A token names one operation of a stack for ever: used again, it is refused. */
  Optional<String> token(LiveStack stack, String token) {
    if (token == null) {
      return Optional.empty();
    }
    requireToken(token);
    if (stack.tokens().contains(token)) {
      throw tokenExists(token);
    }
    return Optional.of(token);
  }

  static RuntimeException tokenExists(String token) {
    return CloudFormationErrors.TOKEN_ALREADY_EXISTS.saying(
        "Token already exists: the client request token " + token + " has been used before.");
  }

  static void requireToken(String token) {
    require(TOKEN, token, "clientRequestToken");
  }

  static void requireName(String name, String member) {
    require(NAME, name, member);
  }

  private static void require(Pattern pattern, String value, String member) {
    if (!pattern.matcher(value).matches()) {
      throw CloudFormationErrors.validation(
          "1 validation error detected: Value '"
              + value
              + "' at '"
              + member
              + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
              + pattern);
    }
  }

  LiveStack stack(String nameOrId) {
    return region.find(nameOrId).orElseThrow(() -> CloudFormationErrors.noStack(nameOrId));
  }

  /** What refuses an update by the state of its stack. */
  static void requireUpdatable(LiveStack stack, boolean disablesRollback) {
    boolean failed =
        StackEngine.isUpdatable(stack.status(), true)
            && !StackEngine.isUpdatable(stack.status(), false);
    if (failed && !disablesRollback) {
      throw CloudFormationErrors.validation(
          "This stack is currently in a non-terminal ["
              + stack.status()
              + "] state. To update the stack from this state, please use the disable-rollback"
              + " parameter with update-stack API. To rollback to the last known good state, use"
              + " the rollback-stack API");
    }
    if (!StackEngine.isUpdatable(stack.status(), true) || stack.isAtWork()) {
      throw CloudFormationErrors.validation(
          "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
    }
  }
}
