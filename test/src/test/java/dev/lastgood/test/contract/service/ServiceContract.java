package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What all suites share: somewhere to run, which is left as it was found. */
abstract class ServiceContract {
  private final Services services;

  ServiceContract(Services services) {
    this.services = services;
  }

  final Services services() {
    return services;
  }

  @AfterEach
  void removeWhatWasMade() {
    services.close();
  }

  /** EC2 is eventually consistent: what was written is waited for. */
  final void awaitTemplate(String id) {
    services.eventually(
        "the template is there",
        () -> {
          try {
            return !services
                .ec2()
                .describeLaunchTemplates(request -> request.launchTemplateIds(id))
                .launchTemplates()
                .isEmpty();
          } catch (Ec2Exception notYet) {
            if (notYet.awsErrorDetails().errorCode().endsWith("NotFound")) {
              return false;
            }
            throw notYet;
          }
        });
  }

  /** That a call is answered with an error of a code; the answer. */
  static AwsServiceException assertRefused(String code, Executable call) {
    AwsServiceException refusal = assertThrows(AwsServiceException.class, call);
    assertEquals(code, refusal.awsErrorDetails().errorCode(), refusal.getMessage());
    return refusal;
  }
}
