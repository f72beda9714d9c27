package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackRequest;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackResponse;
import software.amazon.awssdk.services.cloudformation.model.SetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.SetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.SignalResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.SignalResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;

/** CloudFormation's client interface over the model; every call passes the one door. */
final class CloudFormationApi extends CloudFormationReads {
  private final Operations operations;

  CloudFormationApi(Operations operations, Calls calls) {
    super(calls, operations);
    this.operations = operations;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateStackResponse createStack(CreateStackRequest request) {
    return write("CreateStack", request, () -> operations.stacks().create(request));
  }

  @Override
  public UpdateStackResponse updateStack(UpdateStackRequest request) {
    return write("UpdateStack", request, () -> operations.stacks().update(request));
  }

  @Override
  public CancelUpdateStackResponse cancelUpdateStack(CancelUpdateStackRequest request) {
    return write("CancelUpdateStack", request, () -> operations.stacks().cancel(request));
  }

  @Override
  public DeleteStackResponse deleteStack(DeleteStackRequest request) {
    return write("DeleteStack", request, () -> operations.stacks().delete(request));
  }

  @Override
  public ContinueUpdateRollbackResponse continueUpdateRollback(
      ContinueUpdateRollbackRequest request) {
    return write(
        "ContinueUpdateRollback", request, () -> operations.rollbacks().continueRollback(request));
  }

  @Override
  public RollbackStackResponse rollbackStack(RollbackStackRequest request) {
    return write("RollbackStack", request, () -> operations.rollbacks().rollBack(request));
  }

  @Override
  public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
    return write("CreateChangeSet", request, () -> operations.changeSets().create(request));
  }

  @Override
  public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
    return write("ExecuteChangeSet", request, () -> operations.changeSets().execute(request));
  }

  @Override
  public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
    return write("DeleteChangeSet", request, () -> operations.changeSets().delete(request));
  }

  @Override
  public SetStackPolicyResponse setStackPolicy(SetStackPolicyRequest request) {
    return write("SetStackPolicy", request, () -> operations.settings().setPolicy(request));
  }

  @Override
  public UpdateTerminationProtectionResponse updateTerminationProtection(
      UpdateTerminationProtectionRequest request) {
    return write(
        "UpdateTerminationProtection", request, () -> operations.settings().protect(request));
  }

  @Override
  public SignalResourceResponse signalResource(SignalResourceRequest request) {
    return write("SignalResource", request, () -> operations.settings().signal(request));
  }

  @Override
  public DetectStackDriftResponse detectStackDrift(DetectStackDriftRequest request) {
    return write("DetectStackDrift", request, () -> operations.drift().detect(request));
  }

  private <R> R write(String name, SdkPojo request, Supplier<R> effect) {
    return perform(new Operation("cloudformation", name, true), request, effect);
  }
}
