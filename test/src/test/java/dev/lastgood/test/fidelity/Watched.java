package dev.lastgood.test.fidelity;

import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.ServiceError;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Holds every answer that it sees against the API models. */
final class Watched implements CallObserver {
  /**
   * What AWS answers although its model does not list it: a stack is a resource in its own events,
   * with statuses that only stacks have. See "Stack status codes" in the CloudFormation User Guide.
   */
  private static final Set<String> BEYOND_MODEL =
      Set.of("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS");

  private final Required required;
  private final Map<Class<?>, Method> operations = new HashMap<>();
  private final Set<Class<?>> common;
  private final SortedSet<String> wrong = new TreeSet<>();
  private final SortedSet<String> seen = new TreeSet<>();

  /**
   * Watches a world.
   *
   * @param services its services
   * @param required what their answers have to have
   * @param common errors that every operation may answer with
   */
  Watched(List<SimulatedService> services, Required required, List<ServiceError> common) {
    this.required = required;
    this.common = common.stream().map(SimulatedErrors::type).collect(Collectors.toSet());
    services.stream()
        .flatMap(service -> service.operations().stream())
        .forEach(operation -> operations.put(operation.requestType(), operation.method()));
  }

  /** What is not as the models say, each once. */
  SortedSet<String> wrong() {
    return wrong;
  }

  /** The operations that answered, and the errors that they answered with. */
  SortedSet<String> seen() {
    return seen;
  }

  @Override
  public void failed(Call call, RuntimeException failure) {
    if (failure instanceof AwsServiceException) {
      String what = call.operation().name() + " " + failure.getClass().getSimpleName();
      seen.add(what);
      Method operation = operations.get(call.request().getClass());
      if (!common.contains(failure.getClass())
          && Stream.of(operation.getExceptionTypes()).noneMatch(failure.getClass()::equals)) {
        wrong.add(what + " is no error of the operation's");
      }
    }
  }

  @Override
  public void succeeded(Call call, Object response) {
    seen.add(call.operation().name());
    if (response instanceof SdkPojo answer) {
      check(answer, call.operation().name());
    }
  }

  private void check(SdkPojo structure, String path) {
    SortedSet<String> names = required.of(structure.getClass());
    for (SdkField<?> field : structure.sdkFields()) {
      Object value = field.getValueOrDefault(structure);
      String where = path + "." + field.memberName();
      if (value == null
          || value instanceof SdkAutoConstructList<?>
          || value instanceof SdkAutoConstructMap<?, ?>) {
        if (names.contains(field.memberName())) {
          wrong.add(where + " is missing");
        }
      } else {
        check(value, Structures.known(structure.getClass(), field), where);
      }
    }
  }

  private void check(Object value, List<String> known, String where) {
    switch (value) {
      case SdkPojo structure -> check(structure, where);
      case List<?> list -> list.forEach(element -> check(element, known, where));
      case Map<?, ?> map -> {
        if (!known.isEmpty()) {
          map.keySet().forEach(key -> check(key, known, where));
        }
        map.values().forEach(element -> check(element, List.of(), where));
      }
      case String text
          when !known.isEmpty() && !known.contains(text) && !BEYOND_MODEL.contains(text) ->
          wrong.add(where + " is " + text);
      default -> {
        // A model says nothing of other values.
      }
    }
  }
}
