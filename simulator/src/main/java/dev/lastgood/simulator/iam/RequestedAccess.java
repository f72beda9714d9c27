package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.template.CloudAssembly;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;

/**
 * What a call asks for: the actions that AWS checks of its caller, each with its resource. See
 * "Actions, resources, and condition keys for AWS services" in the Service Authorization Reference:
 * an action that has no resource type there is checked on {@code *}, and is allowed by a statement
 * with that resource alone.
 */
public final class RequestedAccess {
  private final ComputeAccess compute;
  private final StorageAccess storage;
  private final MessageAccess messages;
  private final StackAccess stacks;
  private final DataAccess data;

  /**
   * For calls in an assembly's account and Region.
   *
   * @param assembly the stacks of one environment
   * @param groups the Auto Scaling groups; not asked for one that is being created
   * @param stacks the CloudFormation stacks that teams have
   */
  public RequestedAccess(CloudAssembly assembly, GroupDirectory groups, StackDirectory stacks) {
    Arns arns = Arns.of(assembly);
    // See "AWS global condition context keys" in the IAM User Guide.
    Map<String, String> common =
        Map.of("aws:SecureTransport", "true", "aws:RequestedRegion", arns.region());
    this.compute = new ComputeAccess(arns, groups, common);
    this.storage = new StorageAccess(arns, new Keys(assembly), common);
    this.messages = new MessageAccess(arns, common);
    this.stacks = new StackAccess(arns, stacks, common);
    this.data = new DataAccess(arns, stacks, common);
  }

  /**
   * What a call asks for.
   *
   * @param operation what is called
   * @param request the SDK's request object
   * @return everything that must be allowed, each once, in the request's order
   * @throws UnsupportedOperationException naming the operation, where it is not known here
   */
  public List<Access> of(Operation operation, Object request) {
    return switch (operation.service()) {
      case "autoscaling" -> compute.autoScaling(operation, request);
      case "cloudformation" -> stacks.cloudFormation(operation, request);
      case "cloudwatch" -> compute.cloudWatch(operation, request);
      case "ec2" ->
          request instanceof CreateSnapshotRequest snapshot
              ? data.createSnapshot(snapshot)
              : compute.ec2(operation, request);
      case "rds" -> data.rds(operation, request);
      case "servicequotas" -> compute.serviceQuotas(operation);
      case "elasticloadbalancing" -> compute.loadBalancing(operation);
      case "dynamodb" -> storage.dynamoDb(operation, request);
      case "s3" -> storage.s3(operation, request);
      case "ecr" -> storage.ecr(operation, request);
      case "kms" -> storage.kms(operation, request);
      case "lambda" -> messages.lambda(operation, request);
      case "states" -> messages.stepFunctions(operation, request);
      case "sns" -> messages.sns(operation, request);
      case "sqs" -> messages.sqs(operation, request);
      case "events" -> messages.eventBridge(operation, request);
      default -> throw unmapped(operation);
    };
  }

  static UnsupportedOperationException unmapped(Operation operation) {
    return new UnsupportedOperationException(
        "What "
            + operation.service()
            + ":"
            + operation.name()
            + " asks for is not known: add it to RequestedAccess.");
  }
}
