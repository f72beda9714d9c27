package dev.lastgood.test.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.ModelledOperation;
import dev.lastgood.test.fidelity.Requests.Mistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Each operation of each simulated service is called with requests that its API model does not
 * allow. Nothing here names an operation: one that is newly modelled is checked as the others are.
 */
@DisplayName("A request that the API model does not allow")
class RequestsTest {
  /**
   * The code for a member that is missing, and for a value that is not listed. The documents are
   * "Common error types" in each service's API reference, "Error codes for the Amazon EC2 API",
   * "Error responses" of S3 and GetQueueAttributes of SQS.
   */
  private static final Map<String, List<String>> CODES =
      Map.ofEntries(
          Map.entry("Auto Scaling", List.of("ValidationError", "ValidationError")),
          Map.entry("CloudFormation", List.of("ValidationError", "ValidationError")),
          Map.entry("CloudWatch", List.of("ValidationError", "ValidationError")),
          Map.entry("DynamoDB", List.of("ValidationException", "ValidationException")),
          Map.entry("EC2", List.of("MissingParameter", "InvalidParameterValue")),
          Map.entry("ECR", List.of("InvalidParameterException", "InvalidParameterException")),
          Map.entry("Elastic Load Balancing", List.of("ValidationError", "ValidationError")),
          Map.entry("EventBridge", List.of("ValidationException", "ValidationException")),
          Map.entry("KMS", List.of("ValidationException", "ValidationException")),
          Map.entry("Lambda", List.of("ValidationException", "ValidationException")),
          Map.entry("RDS", List.of("ValidationError", "ValidationError")),
          Map.entry("S3", List.of("InvalidArgument", "InvalidArgument")),
          Map.entry("Service Quotas", List.of("ValidationException", "ValidationException")),
          Map.entry("SNS", List.of("ValidationError", "ValidationError")),
          Map.entry("SQS", List.of("MissingParameter", "InvalidParameterValue")),
          Map.entry("SQS GetQueueAttributes", List.of("MissingParameter", "InvalidAttributeName")),
          Map.entry("Step Functions", List.of("ValidationException", "ValidationException")));

  /**
   * What is in a launch template is checked when something is launched from it: "Create a launch
   * template using advanced settings" in the EC2 User Guide. And there may be types of instances
   * that are younger than the SDK.
   */
  private static final List<String> UNCHECKED =
      List.of(
          "EC2 CreateLaunchTemplate LaunchTemplateData.",
          "EC2 CreateLaunchTemplateVersion LaunchTemplateData.",
          "EC2 DescribeInstanceTypes InstanceTypes.");

  private static Required required;
  private static Map<String, RealClient> real;

  @BeforeAll
  static void models() {
    List<SimulatedService> services = SimulatedService.of(SimulatedService.world());
    required = Required.ofRequests(services);
    real = new HashMap<>();
    services.forEach(service -> real.put(service.name(), new RealClient(service)));
  }

  @Test
  @DisplayName("is refused for each required member that it lacks, with the service's code")
  void missing() throws Exception {
    assertEquals(List.of(), mistaken(Requests::lacking, 0));
  }

  @Test
  @DisplayName("is refused for each value that is none of the model's, with the service's code")
  void unlisted() throws Exception {
    assertEquals(List.of(), mistaken(Requests::unlisted, 1));
  }

  @Test
  @DisplayName("is told from one that it allows, which every operation looks into")
  void allowed() throws Exception {
    List<String> wrong =
        each(
            (driven, service, operation, requests) ->
                driven
                    .call(service, operation.method(), requests.minimal())
                    .filter(thrown -> !(thrown instanceof AwsServiceException))
                    .map(thrown -> List.of(name(service, operation) + ": " + thrown))
                    .orElse(List.of()));
    assertEquals(List.of(), wrong);
  }

  @Test
  @DisplayName("is told from a dry run, which no operation of EC2 carries out")
  void dryRuns() throws Exception {
    List<String> wrong =
        each(
            (driven, service, operation, _) -> {
              if (!service.name().equals("EC2") || operation.name().equals("RunInstances")) {
                return List.of();
              }
              Requests dry = new Requests(required, operation.requestType(), true);
              return driven
                      .call(service, operation.method(), dry.minimal())
                      .filter(thrown -> thrown.getMessage().contains("DryRun flag is set"))
                      .isPresent()
                  ? List.of()
                  : List.of(operation.name());
            });
    assertEquals(List.of(), wrong);
  }

  private static List<String> mistaken(Function<Requests, List<Mistake>> mistakes, int code)
      throws Exception {
    List<String> checked = new ArrayList<>();
    List<String> wrong =
        each(
            (driven, service, operation, requests) -> {
              List<String> found = new ArrayList<>();
              for (Mistake mistake : mistakes.apply(requests)) {
                String where = name(service, operation) + " " + mistake.path();
                if (UNCHECKED.stream().noneMatch(where::startsWith)) {
                  checked.add(where);
                  Optional<RuntimeException> thrown =
                      driven.call(service, operation.method(), mistake.wrong());
                  expected(
                          real.get(service.name()),
                          operation,
                          mistake,
                          codes(service, operation).get(code))
                      .differsFrom(thrown)
                      .filter(it -> !isUnmodelled(operation, mistake, thrown))
                      .ifPresent(it -> found.add(where + ": " + it));
                }
              }
              return found;
            });
    assertTrue(checked.size() > 100, "Only " + checked);
    return wrong;
  }

  /** A member that is not modelled at all is refused by name, mistake or not. */
  private static boolean isUnmodelled(
      ModelledOperation operation, Mistake mistake, Optional<RuntimeException> thrown) {
    String member = mistake.path().split("\\.")[0];
    return operation.unmodelledMembers().contains(member)
        && thrown.map(Object::toString).filter(it -> it.contains(member)).isPresent();
  }

  /** What the SDK throws where it does not send the request; else the service's refusal. */
  private static Expected expected(
      RealClient real, ModelledOperation operation, Mistake mistake, String code) {
    return real.unsent(operation.method(), mistake.wrong())
        .<Expected>map(Expected.Unsent::new)
        .orElseGet(
            () ->
                operation.name().startsWith("Head")
                    ? new Expected.RefusedWithoutBody()
                    : new Expected.Refused(code, mistake.path()));
  }

  private sealed interface Expected {
    Optional<String> differsFrom(Optional<RuntimeException> thrown);

    record Unsent(RuntimeException real) implements Expected {
      @Override
      public Optional<String> differsFrom(Optional<RuntimeException> thrown) {
        return thrown.map(Object::toString).filter(real.toString()::equals).isPresent()
            ? Optional.empty()
            : Optional.of(thrown + " instead of " + real);
      }
    }

    /** The answer to a HEAD is a status and no more. */
    record RefusedWithoutBody() implements Expected {
      @Override
      public Optional<String> differsFrom(Optional<RuntimeException> thrown) {
        return thrown
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast)
                .filter(it -> it.statusCode() == 400 && it.awsErrorDetails().errorCode() == null)
                .isPresent()
            ? Optional.empty()
            : Optional.of(thrown + " instead of a bare 400");
      }
    }

    record Refused(String code, String path) implements Expected {
      @Override
      public Optional<String> differsFrom(Optional<RuntimeException> thrown) {
        return thrown
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast)
                .filter(it -> it.awsErrorDetails().errorCode().equals(code))
                .filter(it -> it.getMessage().toLowerCase().contains(path.toLowerCase()))
                .isPresent()
            ? Optional.empty()
            : Optional.of(thrown + " instead of " + code);
      }
    }
  }

  private interface Check {
    List<String> of(
        Driven driven, SimulatedService service, ModelledOperation operation, Requests requests);
  }

  /** Checks each operation; one that is modelled as a dry run only is called as one. */
  private static List<String> each(Check check) throws Exception {
    return Driven.run(
        new CallObserver() {},
        driven -> {
          List<String> wrong = new ArrayList<>();
          for (SimulatedService service : driven.services()) {
            for (ModelledOperation operation : service.operations()) {
              wrong.addAll(
                  check.of(driven, service, operation, requests(driven, service, operation)));
            }
          }
          return wrong;
        });
  }

  private static List<String> codes(SimulatedService service, ModelledOperation operation) {
    return CODES.getOrDefault(name(service, operation), CODES.get(service.name()));
  }

  private static Requests requests(
      Driven driven, SimulatedService service, ModelledOperation operation) {
    Class<? extends SdkRequest> type = operation.requestType();
    Requests requests = new Requests(required, type, false);
    boolean onlyDryRun =
        Requests.hasDryRun(type)
            && driven
                .call(service, operation.method(), requests.minimal())
                .filter(UnsupportedOperationException.class::isInstance)
                .isPresent();
    return onlyDryRun ? new Requests(required, type, true) : requests;
  }

  private static String name(SimulatedService service, ModelledOperation operation) {
    return service.name() + " " + operation.name();
  }
}
