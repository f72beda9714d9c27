package dev.lastgood.simulator.kms;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * What KMS answers when it refuses; see the errors of each action and "Common errors" in its API
 * Reference.
 */
final class KmsErrors {
  static final ServiceError VALIDATION = error("ValidationException", KmsException::builder);
  static final ServiceError NOT_FOUND = error("NotFoundException", NotFoundException::builder);
  static final ServiceError DISABLED = error("DisabledException", DisabledException::builder);
  static final ServiceError INVALID_STATE =
      error("KMSInvalidStateException", KmsInvalidStateException::builder);
  static final ServiceError INVALID_KEY_USAGE =
      error("InvalidKeyUsageException", InvalidKeyUsageException::builder);
  static final ServiceError INVALID_MAC =
      error("KMSInvalidMacException", KmsInvalidMacException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("ThrottlingException", KmsException::builder),
          error("AccessDeniedException", KmsException::builder),
          error("KMSInternalException", 500, KmsInternalException::builder),
          Validation.constraints(VALIDATION));

  private KmsErrors() {}

  private static ServiceError error(
      String code, Supplier<? extends AwsServiceException.Builder> exception) {
    return error(code, 400, exception);
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("Kms", code, status, exception);
  }
}
