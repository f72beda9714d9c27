package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

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

  /** That a call is answered with an error of a code; the answer. */
  static AwsServiceException assertRefused(String code, Executable call) {
    AwsServiceException refusal = assertThrows(AwsServiceException.class, call);
    assertEquals(code, refusal.awsErrorDetails().errorCode(), refusal.getMessage());
    return refusal;
  }
}
