package dev.lastgood.simulator.ecr;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.ServerException;

/**
 * What Amazon ECR answers when it refuses; see the errors of each action and "Common error types"
 * in its API Reference.
 */
final class EcrErrors {
  static final ServiceError REPOSITORY_NOT_FOUND =
      error("RepositoryNotFoundException", 400, RepositoryNotFoundException::builder);
  static final ServiceError IMAGE_NOT_FOUND =
      error("ImageNotFoundException", 400, ImageNotFoundException::builder);
  static final ServiceError INVALID_PARAMETER =
      error("InvalidParameterException", 400, InvalidParameterException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("ThrottlingException", 400, EcrException::builder),
          error("AccessDeniedException", 400, EcrException::builder),
          error("ServerException", 500, ServerException::builder),
          Validation.constraints(INVALID_PARAMETER));

  private EcrErrors() {}

  static AwsServiceException noRepository(String name, String registryId) {
    return REPOSITORY_NOT_FOUND.saying(
        "The repository with name '"
            + name
            + "' does not exist in the registry with id '"
            + registryId
            + "'");
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("Ecr", code, status, exception);
  }
}
