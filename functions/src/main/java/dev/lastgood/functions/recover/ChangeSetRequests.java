package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.plan.StackAction;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.stack.StackCapture;
import dev.lastgood.functions.stack.StackConfiguration;
import dev.lastgood.functions.stack.StackParameter;
import dev.lastgood.functions.stack.TemplateDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What CloudFormation is asked for, so that a stack is what its point holds. */
final class ChangeSetRequests {
  /** "CreateChangeSet" in the AWS CloudFormation API Reference: longer ones go through S3. */
  private static final int TEMPLATE_BODY_BYTES_MAX = 51_200;

  private static final String NO_RESOURCES = "{\"Resources\": {}}";

  private final PointStore points;

  ChangeSetRequests(Platform platform) {
    this.points = new PointStore(platform);
  }

  /**
   * The change set of an action.
   *
   * @param name its name
   * @throws IllegalStateException where the template that was kept with the point is not there
   */
  CreateChangeSetRequest create(StackStep step, StackAction.Update action, String name) {
    StackBody goal = step.plan().goal();
    StackConfiguration good = goal.configuration();
    CreateChangeSetRequest.Builder request =
        CreateChangeSetRequest.builder()
            .stackName(step.plan().stackId())
            .changeSetName(name)
            .clientToken(name)
            .changeSetType(ChangeSetType.UPDATE)
            .description("Lastgood, incident " + step.chain().incidentId())
            .parameters(parameters(good, step.plan().before().configuration()))
            .capabilitiesWithStrings(good.capabilities())
            .tags(
                good.tags().entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
            .notificationARNs(good.notificationArns())
            // A trigger in ALARM would have CloudFormation take this back; see "Roll back your
            // CloudFormation stack on alarm breach" in the AWS CloudFormation User Guide.
            .rollbackConfiguration(
                RollbackConfiguration.builder()
                    .monitoringTimeInMinutes(0)
                    .rollbackTriggers(List.of())
                    .build())
            .includeNestedStacks(!goal.state().nested().isEmpty());
    switch (action) {
      case StackAction.ChangeBack _ -> {}
      case StackAction.RevertDrift _ -> request.deploymentMode(DeploymentMode.REVERT_DRIFT);
    }
    String template = template(goal);
    return template.getBytes(StandardCharsets.UTF_8).length <= TEMPLATE_BODY_BYTES_MAX
        ? request.templateBody(template).build()
        : request.templateURL(points.templateUrl(goal.targetId(), good.templateSha256())).build();
  }

  /**
   * The template that a stack had when it was planned for, with its macros and transforms expanded.
   *
   * @param before the outermost stack
   * @param path the logical ids on the way to a stack that is nested in it; none for itself
   * @return a template without resources for a stack that was not there then
   */
  TemplateDocument liveTemplate(StackBody before, List<String> path) {
    if (path.isEmpty()) {
      return TemplateDocument.parse(text(before, before.configuration().processedTemplateSha256()));
    }
    SortedMap<String, StackCapture> nested = before.state().nested();
    for (String logicalId : path.subList(0, path.size() - 1)) {
      nested =
          nested.containsKey(logicalId) ? nested.get(logicalId).state().nested() : new TreeMap<>();
    }
    StackCapture stack = nested.get(path.getLast());
    return TemplateDocument.parse(stack == null ? NO_RESOURCES : stack.template().processed());
  }

  private String template(StackBody goal) {
    return text(goal, goal.configuration().templateSha256());
  }

  private String text(StackBody body, String sha256) {
    return points
        .template(body.targetId(), sha256)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The template that was kept with the capture of "
                        + body.capturedAt()
                        + " is not there, or is not what was kept."));
  }

  /**
   * A parameter that is left out would get its default, not its previous value. What nobody can
   * read keeps the value that it has now; where the stack does not have it any more, its default.
   */
  private static List<Parameter> parameters(StackConfiguration good, StackConfiguration now) {
    List<Parameter> parameters = new ArrayList<>();
    good.parameters()
        .forEach(
            (name, value) -> {
              Parameter.Builder parameter = Parameter.builder().parameterKey(name);
              switch (value) {
                case StackParameter.Plain plain ->
                    parameters.add(parameter.parameterValue(plain.value()).build());
                case StackParameter.Reference reference ->
                    parameters.add(parameter.parameterValue(reference.text()).build());
                case StackParameter.Secret _ -> {
                  if (now.parameters().containsKey(name)) {
                    parameters.add(parameter.usePreviousValue(true).build());
                  }
                }
              }
            });
    return parameters;
  }
}
