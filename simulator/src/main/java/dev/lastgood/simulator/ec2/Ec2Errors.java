package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.ServiceErrors;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** EC2's answers to what it refuses; see "Error codes for the Amazon EC2 API". */
final class Ec2Errors {
  private Ec2Errors() {}

  static Ec2Exception of(String code, String message) {
    return of(code, message, 400);
  }

  static Ec2Exception of(String code, String message, int status) {
    return (Ec2Exception) ServiceErrors.of(Ec2Exception::builder, "ec2", code, message, status);
  }

  static Ec2Exception imageNotFound(String imageId) {
    return of("InvalidAMIID.NotFound", "The image id '[" + imageId + "]' does not exist");
  }

  static Ec2Exception imagesNotFound(List<String> imageIds) {
    return imageIds.size() == 1
        ? imageNotFound(imageIds.getFirst())
        : of(
            "InvalidAMIID.NotFound",
            "The image ids '[" + String.join(", ", imageIds) + "]' do not exist");
  }

  static Ec2Exception instanceNotFound(String id) {
    return of("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
  }

  static Ec2Exception templateNotFound(String id) {
    return of(
        "InvalidLaunchTemplateId.NotFound",
        "The specified launch template, with template ID " + id + ", does not exist.");
  }

  static Ec2Exception templateNameNotFound(String name) {
    return of(
        "InvalidLaunchTemplateName.NotFoundException",
        "The specified launch template, with template name " + name + ", does not exist.");
  }

  static Ec2Exception versionNotFound(String version, String id) {
    return of(
        "InvalidLaunchTemplateId.VersionNotFound",
        "Could not find the specified version "
            + version
            + " for the launch template with ID "
            + id
            + ".");
  }

  static Ec2Exception invalidToken() {
    return of("InvalidPaginationToken", "The pagination token is not valid.");
  }
}
