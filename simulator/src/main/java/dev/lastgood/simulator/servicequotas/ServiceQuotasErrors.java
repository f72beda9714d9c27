package dev.lastgood.simulator.servicequotas;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.servicequotas.model.AccessDeniedException;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuotasException;
import software.amazon.awssdk.services.servicequotas.model.TooManyRequestsException;

/** What Service Quotas answers when it refuses; see GetServiceQuota in its API Reference. */
final class ServiceQuotasErrors {
  static final ServiceError NO_SUCH_RESOURCE =
      error("NoSuchResourceException", 400, NoSuchResourceException::builder);
  static final ServiceError VALIDATION =
      error("ValidationException", 400, ServiceQuotasException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("TooManyRequestsException", 400, TooManyRequestsException::builder),
          error("AccessDeniedException", 400, AccessDeniedException::builder),
          error("ServiceException", 500, ServiceException::builder),
          Validation.constraints(VALIDATION));

  private ServiceQuotasErrors() {}

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("ServiceQuotas", code, status, exception);
  }
}
