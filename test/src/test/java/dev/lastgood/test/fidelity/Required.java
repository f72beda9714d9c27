package dev.lastgood.test.fidelity;

import dev.lastgood.simulator.kernel.ModelledOperation;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;

/** The members that API models call required, by service and structure. */
final class Required {
  private final SortedMap<String, SortedSet<String>> members = new TreeMap<>();
  private final SortedSet<String> unknown = new TreeSet<>();

  /** Of the requests of all operations that are modelled. */
  static Required ofRequests(List<SimulatedService> services) {
    Required all = new Required();
    for (SimulatedService service : services) {
      Optional<ApiModel> model = ApiModel.of(service);
      for (ModelledOperation operation : service.operations()) {
        all.add(operation.requestType(), model.map(it -> it.input(operation.name())));
      }
    }
    return all;
  }

  /** Of the answers of all operations that are modelled. */
  static Required ofAnswers(List<SimulatedService> services) {
    Required all = new Required();
    for (SimulatedService service : services) {
      Optional<ApiModel> model = ApiModel.of(service);
      for (ModelledOperation operation : service.operations()) {
        all.add(answerType(operation), model.map(it -> it.output(operation.name())));
      }
    }
    return all;
  }

  /** What S3 reads is handed to whoever transforms it; the answer is beside it. */
  private static Class<?> answerType(ModelledOperation operation) {
    String request = operation.requestType().getName();
    try {
      return Class.forName(request.replaceFirst("Request$", "Response"));
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException("Every request has a response.", impossible);
    }
  }

  private void add(Class<?> structure, Optional<ApiModel.Shape> shape) {
    String key = key(structure);
    if (members.containsKey(key)) {
      return;
    }
    SortedSet<String> required = new TreeSet<>();
    members.put(key, required);
    shape.ifPresent(it -> required.addAll(it.required()));
    for (SdkField<?> field : Structures.fields(structure)) {
      if (Structures.isMarkedRequired(field)) {
        required.add(field.memberName());
      }
      Structures.structureIn(field)
          .ifPresent(
              inner -> {
                if (shape.filter(it -> !it.has(field.memberName())).isPresent()) {
                  unknown.add(key + "." + field.memberName());
                } else {
                  add(inner, shape.map(outer -> outer.in(field.memberName())));
                }
              });
    }
  }

  SortedMap<String, SortedSet<String>> members() {
    return members;
  }

  /** The required members of a structure. */
  SortedSet<String> of(Class<?> structure) {
    return members.getOrDefault(key(structure), new TreeSet<>());
  }

  /**
   * The structures that the SDK has and the models do not, for they are younger. What is younger
   * and no structure cannot be required: that would break all that was written before.
   */
  SortedSet<String> unknown() {
    return unknown;
  }

  /** The service's package and the structure, such as {@code autoscaling.Tag}. */
  private static String key(Class<?> structure) {
    String[] packages = structure.getPackageName().split("\\.");
    return packages[packages.length - 2] + "." + structure.getSimpleName();
  }
}
