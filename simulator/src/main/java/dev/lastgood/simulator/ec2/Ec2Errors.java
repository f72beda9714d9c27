package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import dev.lastgood.simulator.kernel.Violation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** EC2's answers to what it refuses; see "Error codes for the Amazon EC2 API". */
final class Ec2Errors {
  static final ServiceError IMAGE_NOT_FOUND = error("InvalidAMIID.NotFound");
  static final ServiceError IMAGE_MALFORMED = error("InvalidAMIID.Malformed");
  static final ServiceError INSTANCE_NOT_FOUND = error("InvalidInstanceID.NotFound");
  static final ServiceError TEMPLATE_NOT_FOUND = error("InvalidLaunchTemplateId.NotFound");
  static final ServiceError TEMPLATE_NAME_NOT_FOUND =
      error("InvalidLaunchTemplateName.NotFoundException");
  static final ServiceError TEMPLATE_NAME_TAKEN =
      error("InvalidLaunchTemplateName.AlreadyExistsException");
  static final ServiceError VERSION_NOT_FOUND = error("InvalidLaunchTemplateId.VersionNotFound");
  static final ServiceError SUBNET_NOT_FOUND = error("InvalidSubnetID.NotFound");
  static final ServiceError SNAPSHOT_NOT_FOUND = error("InvalidSnapshot.NotFound");
  static final ServiceError SNAPSHOT_RATE = error("SnapshotCreationPerVolumeRateExceeded");
  static final ServiceError VOLUME_NOT_FOUND = error("InvalidVolume.NotFound");
  static final ServiceError SECURITY_GROUP_NOT_FOUND = error("InvalidGroup.NotFound");
  static final ServiceError KEY_PAIR_NOT_FOUND = error("InvalidKeyPair.NotFound");
  static final ServiceError INVALID_TOKEN = error("InvalidPaginationToken");
  static final ServiceError INVALID_TYPE = error("InvalidInstanceType");
  static final ServiceError INVALID_COMBINATION = error("InvalidParameterCombination");
  static final ServiceError INVALID_VALUE = error("InvalidParameterValue");
  static final ServiceError PARAMETER_MISMATCH = error("IdempotentParameterMismatch");
  static final ServiceError MISSING_PARAMETER = error("MissingParameter");
  static final ServiceError NO_CAPACITY = error("InsufficientInstanceCapacity", 500);
  static final ServiceError NO_ADDRESSES = error("InsufficientFreeAddressesInSubnet");
  static final ServiceError VCPU_LIMIT = error("VcpuLimitExceeded");
  static final ServiceError SNAPSHOT_LIMIT = error("SnapshotLimitExceeded");

  /**
   * "Restrictions for Amazon EC2 launch templates" names the quota, 10,000 versions of a template,
   * and not its error: this is the code for resources that have none of their own.
   */
  static final ServiceError RESOURCE_LIMIT = error("ResourceLimitExceeded");

  static final ServiceError REQUEST_LIMIT = error("RequestLimitExceeded", 503);
  static final ServiceError DRY_RUN = error("DryRunOperation", 412);
  static final ServiceError UNAUTHORIZED = error("UnauthorizedOperation", 403);
  static final ServiceError INTERNAL = error("InternalError", 500);

  /**
   * What stands in a launch template is checked when something is launched from it; see "Create a
   * launch template using advanced settings" in the EC2 User Guide. And there may be types that are
   * younger than the SDK.
   */
  private static final List<String> UNCHECKED = List.of("LaunchTemplateData.", "InstanceTypes.");

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(REQUEST_LIMIT, UNAUTHORIZED, INTERNAL, Ec2Errors::malformed);

  private Ec2Errors() {}

  static Ec2Exception of(ServiceError error, String message) {
    return (Ec2Exception) error.saying(message);
  }

  static Ec2Exception imageNotFound(String imageId) {
    return of(IMAGE_NOT_FOUND, "The image id '[" + imageId + "]' does not exist");
  }

  static Ec2Exception imagesNotFound(List<String> imageIds) {
    return imageIds.size() == 1
        ? imageNotFound(imageIds.getFirst())
        : of(IMAGE_NOT_FOUND, "The image ids '[" + String.join(", ", imageIds) + "]' do not exist");
  }

  static Ec2Exception instanceNotFound(String id) {
    return of(INSTANCE_NOT_FOUND, "The instance ID '" + id + "' does not exist");
  }

  static Ec2Exception templateNotFound(String id) {
    return of(
        TEMPLATE_NOT_FOUND,
        "The specified launch template, with template ID " + id + ", does not exist.");
  }

  static Ec2Exception templateNameNotFound(String name) {
    return of(
        TEMPLATE_NAME_NOT_FOUND,
        "The specified launch template, with template name " + name + ", does not exist.");
  }

  static Ec2Exception versionNotFound(String version, String id) {
    return of(
        VERSION_NOT_FOUND,
        "Could not find the specified version "
            + version
            + " for the launch template with ID "
            + id
            + ".");
  }

  static Ec2Exception invalidToken() {
    return of(INVALID_TOKEN, "The pagination token is not valid.");
  }

  private static Optional<AwsServiceException> malformed(List<Violation> violations) {
    List<Violation> checked =
        violations.stream()
            .filter(it -> UNCHECKED.stream().noneMatch(it.path()::startsWith))
            .toList();
    return checked.isEmpty()
        ? Optional.empty()
        : Validation.parameters(MISSING_PARAMETER, INVALID_VALUE).refusal(checked);
  }

  private static ServiceError error(String code) {
    return error(code, 400);
  }

  private static ServiceError error(String code, int status) {
    return new ServiceError("Ec2", code, status, Ec2Exception::builder);
  }
}
