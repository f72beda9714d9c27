package dev.lastgood.test.fidelity;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import dev.lastgood.simulator.kernel.ModelledOperation;
import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

@DisplayName("An error of a simulated service")
class ErrorsTest {
  private final List<ServiceError> errors = SimulatedErrors.all();

  @Test
  @DisplayName("is what the SDK makes of the service's answer: class, code, status and name")
  void real() {
    List<SimulatedService> services = SimulatedService.of(SimulatedService.world());
    Required required = Required.ofRequests(services);
    Map<String, RealClient> clients = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (ServiceError error : errors) {
      SimulatedService service = serviceOf(error, services);
      RealClient client = clients.computeIfAbsent(service.name(), _ -> new RealClient(service));
      ModelledOperation operation = service.operations().getFirst();
      AwsServiceException simulated = error.saying("words");
      AwsServiceException real =
          client.answered(
              operation.method(),
              new Requests(required, operation.requestType(), false).minimal(),
              shape(error),
              error.code(),
              "words",
              error.status());
      if (!described(real).equals(described(simulated))) {
        wrong.add(described(simulated) + " instead of " + described(real));
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(errors.size() > 80, errors.toString());
  }

  private static SimulatedService serviceOf(ServiceError error, List<SimulatedService> services) {
    String packageName = SimulatedErrors.type(error).getPackageName();
    return services.stream()
        .filter(service -> packageName.equals(service.type().getPackageName() + ".model"))
        .findFirst()
        .orElseThrow();
  }

  /** What SQS calls it in JSON, where its codes are those of the protocol that it had before. */
  private static String shape(ServiceError error) {
    return error.service().equals("Sqs") && SimulatedErrors.hasClass(error)
        ? SimulatedErrors.type(error).getSimpleName().replaceFirst("Exception$", "")
        : error.code();
  }

  private static String described(AwsServiceException thrown) {
    return thrown.getClass().getName()
        + " "
        + thrown.awsErrorDetails().serviceName()
        + " "
        + thrown.awsErrorDetails().errorCode()
        + " "
        + thrown.awsErrorDetails().errorMessage()
        + " "
        + thrown.statusCode();
  }

  @Test
  @DisplayName("has a class of its own, or stands in a list of the service's common errors")
  void common() {
    List<String> unlisted = new ArrayList<>();
    for (ServiceError error : errors) {
      if (!SimulatedErrors.hasClass(error)
          && !CommonErrors.of(error.service()).contains(error.code())) {
        unlisted.add(error.service() + " " + error.code());
      }
    }
    assertEquals(List.of(), unlisted);
  }

  @Test
  @DisplayName("is one of its service's constants, or it would not be looked at here")
  void constants() {
    noClasses()
        .that(
            describe(
                "are no part of the kernel", type -> !type.getPackageName().endsWith(".kernel")))
        .should()
        .callMethodWhere(
            describe(
                "an error is made without a constant",
                call ->
                    call.getTargetOwner().isEquivalentTo(ServiceErrors.class)
                        && call.getName().equals("of")))
        .check(SimulatedErrors.simulator());
    noClasses()
        .should()
        .callConstructorWhere(
            describe(
                "an error is named elsewhere than where a class begins",
                call ->
                    call.getTargetOwner().isEquivalentTo(ServiceError.class)
                        && !isPartOfTheBeginning(call.getOrigin())))
        .check(SimulatedErrors.simulator());
  }

  /** A static initialiser, or a private helper that only one calls. */
  private static boolean isPartOfTheBeginning(JavaCodeUnit unit) {
    return unit instanceof JavaStaticInitializer
        || unit.getModifiers().containsAll(Set.of(JavaModifier.PRIVATE, JavaModifier.STATIC))
            && unit.getAccessesToSelf().stream()
                .allMatch(access -> isPartOfTheBeginning(access.getOrigin()));
  }
}
