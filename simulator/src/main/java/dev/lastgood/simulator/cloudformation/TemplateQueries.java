package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterConstraints;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/**
 * GetTemplate and GetTemplateSummary of the API Reference. Where no stage is named, the processed
 * template is meant.
 */
final class TemplateQueries {
  private final StackRegion region;
  private final ChangeSetOperations changeSets;

  TemplateQueries(StackRegion region, ChangeSetOperations changeSets) {
    this.region = region;
    this.changeSets = changeSets;
  }

  GetTemplateResponse template(GetTemplateRequest request) {
    Deployment deployment;
    if (request.changeSetName() != null) {
      deployment = changeSets.changeSet(request.changeSetName(), request.stackName()).target();
    } else if (request.stackName() == null) {
      throw CloudFormationErrors.validation("StackName or ChangeSetName must be specified.");
    } else {
      deployment = stack(request.stackName()).deployment();
    }
    if (request.templateStageAsString() != null
        && request.templateStage() == TemplateStage.UNKNOWN_TO_SDK_VERSION) {
      throw CloudFormationErrors.validation("The template stage is not known.");
    }
    return GetTemplateResponse.builder()
        .templateBody(
            request.templateStage() == TemplateStage.ORIGINAL
                ? deployment.template().text()
                : deployment.template().processed())
        .stagesAvailable(TemplateStage.ORIGINAL, TemplateStage.PROCESSED)
        .build();
  }

  private LiveStack stack(String nameOrId) {
    return region.find(nameOrId).orElseThrow(() -> CloudFormationErrors.noStackWithId(nameOrId));
  }

  GetTemplateSummaryResponse summary(GetTemplateSummaryRequest request) {
    StackTemplate template =
        TemplateSource.read(region, request.templateBody(), request.templateURL())
            .or(
                () ->
                    Optional.ofNullable(request.stackName())
                        .map(this::stack)
                        .map(stack -> stack.deployment().template()))
            .orElseThrow(
                () ->
                    CloudFormationErrors.validation(
                        "One of TemplateBody, TemplateURL or StackName must be specified."));
    List<ParameterDeclaration> parameters = new ArrayList<>();
    template
        .parameters()
        .forEach(
            (name, declaration) -> {
              List<String> allowed = new ArrayList<>();
              declaration.path("AllowedValues").forEach(value -> allowed.add(value.asText()));
              parameters.add(
                  ParameterDeclaration.builder()
                      .parameterKey(name)
                      .defaultValue(
                          declaration.has("Default") ? declaration.get("Default").asText() : null)
                      .parameterType(declaration.path("Type").asText())
                      .noEcho(template.isNoEcho(name))
                      .description(declaration.path("Description").textValue())
                      .parameterConstraints(
                          ParameterConstraints.builder().allowedValues(allowed).build())
                      .build());
            });
    return GetTemplateSummaryResponse.builder()
        .parameters(parameters)
        .declaredTransforms(template.macros())
        .description(template.description().orElse(null))
        .capabilitiesWithStrings(template.capability().stream().toList())
        .capabilitiesReason(
            template
                .capability()
                .map(
                    _ ->
                        "The following resource(s) require capabilities: "
                            + template.resources().values().stream()
                                .map(TemplateResource::type)
                                .filter(type -> type.startsWith("AWS::IAM::"))
                                .distinct()
                                .toList())
                .orElse(null))
        .resourceTypes(
            template.resources().values().stream()
                .map(TemplateResource::type)
                .distinct()
                .sorted()
                .toList())
        .version(template.root().path("AWSTemplateFormatVersion").textValue())
        .metadata(
            template.root().has("Metadata") ? template.root().get("Metadata").toString() : null)
        .build();
  }
}
