package dev.lastgood.test.fidelity;

import java.util.Map;
import java.util.Set;

/** Errors for which the SDK has no class: API models do not list them, documents do. */
final class CommonErrors {
  /** "Common error types" in each service's API reference. */
  private static final Set<String> QUERY =
      Set.of("AccessDenied", "InternalFailure", "Throttling", "ValidationError");

  /** The same, of the services that answer in JSON. */
  private static final Set<String> JSON =
      Set.of(
          "AccessDeniedException", "InternalFailure", "ThrottlingException", "ValidationException");

  private static final Map<String, Set<String>> BY_SERVICE =
      Map.ofEntries(
          Map.entry("AutoScaling", QUERY),
          Map.entry("CloudFormation", QUERY),
          Map.entry("CloudWatch", QUERY),
          Map.entry("ElasticLoadBalancingV2", QUERY),
          Map.entry("Sns", QUERY),
          // "Common errors" in the Amazon RDS API Reference.
          Map.entry(
              "Rds",
              Set.of(
                  "AccessDenied",
                  "InternalFailure",
                  "InvalidParameterValue",
                  "Throttling",
                  "ValidationError")),
          Map.entry("DynamoDb", JSON),
          Map.entry("Ecr", JSON),
          Map.entry("EventBridge", JSON),
          Map.entry("Kms", JSON),
          Map.entry("Lambda", JSON),
          Map.entry("ServiceQuotas", JSON),
          Map.entry("Sfn", JSON),
          // "Common errors" in the Amazon SQS API Reference.
          Map.entry(
              "Sqs",
              Set.of(
                  "AccessDenied", "InternalFailure", "InvalidParameterValue", "MissingParameter")),
          // "Error responses" in the Amazon S3 API Reference.
          Map.entry(
              "S3",
              Set.of(
                  "AccessDenied",
                  "InternalError",
                  "InvalidArgument",
                  "MethodNotAllowed",
                  "NoSuchVersion",
                  "NotImplemented",
                  "ConditionalRequestConflict",
                  "PreconditionFailed",
                  "SlowDown")),
          // "Error codes for the Amazon EC2 API": its model lists none.
          Map.entry(
              "Ec2",
              Set.of(
                  "DryRunOperation",
                  "IdempotentParameterMismatch",
                  "InsufficientFreeAddressesInSubnet",
                  "InsufficientInstanceCapacity",
                  "InternalError",
                  "InvalidAMIID.Malformed",
                  "InvalidAMIID.NotFound",
                  "InvalidGroup.NotFound",
                  "InvalidInstanceID.NotFound",
                  "InvalidInstanceType",
                  "InvalidKeyPair.NotFound",
                  "InvalidLaunchTemplateId.NotFound",
                  "InvalidLaunchTemplateId.VersionNotFound",
                  "InvalidLaunchTemplateName.AlreadyExistsException",
                  "InvalidLaunchTemplateName.NotFoundException",
                  "InvalidPaginationToken",
                  "InvalidParameterCombination",
                  "InvalidParameterValue",
                  "InvalidSnapshot.NotFound",
                  "InvalidSubnetID.NotFound",
                  "InvalidVolume.NotFound",
                  "MissingParameter",
                  "RequestLimitExceeded",
                  "ResourceLimitExceeded",
                  "SnapshotCreationPerVolumeRateExceeded",
                  "SnapshotLimitExceeded",
                  "UnauthorizedOperation",
                  "VcpuLimitExceeded")));

  private CommonErrors() {}

  /** The codes of a service, by the name that the SDK gives it in exceptions. */
  static Set<String> of(String service) {
    return BY_SERVICE.getOrDefault(service, Set.of());
  }
}
