package dev.lastgood.simulator.cloudformation;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceSignalStatus;
import software.amazon.awssdk.services.cloudformation.model.SetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.SetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.SignalResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.SignalResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;

/** Stack policies, termination protection and signals: what takes effect at once. */
final class SettingsOperations {
  private final StackRegion region;
  private final Requested requested;

  SettingsOperations(StackRegion region) {
    this.region = region;
    this.requested = new Requested(region);
  }

  GetStackPolicyResponse policy(GetStackPolicyRequest request) {
    return GetStackPolicyResponse.builder()
        .stackPolicyBody(requested.stack(request.stackName()).policy().orElse(null))
        .build();
  }

  SetStackPolicyResponse setPolicy(SetStackPolicyRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    Optional<String> policy =
        TemplateSource.policy(region, request.stackPolicyBody(), request.stackPolicyURL());
    if (policy.isEmpty()) {
      throw CloudFormationErrors.validation(
          "Either StackPolicyBody or StackPolicyURL must be specified.");
    }
    PolicyCheck.of(policy);
    stack.policy(policy);
    return SetStackPolicyResponse.builder().build();
  }

  UpdateTerminationProtectionResponse protect(UpdateTerminationProtectionRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    if (stack.parent().isPresent()) {
      throw CloudFormationErrors.validation(
          "Termination Protection cannot be updated on nested stacks");
    }
    stack.terminationProtection(request.enableTerminationProtection());
    return UpdateTerminationProtectionResponse.builder().stackId(stack.id()).build();
  }

  SignalResourceResponse signal(SignalResourceRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    if (stack.resource(request.logicalResourceId()).isEmpty()) {
      throw CloudFormationErrors.validation(
          "Resource " + request.logicalResourceId() + " does not exist for stack " + stack.name());
    }
    boolean success = request.status() == ResourceSignalStatus.SUCCESS;
    region
        .signals()
        .received(stack.name(), request.logicalResourceId(), request.uniqueId(), success);
    if (success) {
      region.troubles().signalled(stack.name(), request.logicalResourceId());
    }
    return SignalResourceResponse.builder().build();
  }
}
