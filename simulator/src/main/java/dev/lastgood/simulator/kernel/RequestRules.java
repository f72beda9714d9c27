package dev.lastgood.simulator.kernel;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** What the API models and the SDK say of any request, held against one. */
final class RequestRules {
  private RequestRules() {}

  /**
   * Refuses what the SDK itself does not send: a member that belongs into the address of the
   * request and is not there.
   *
   * @param request the SDK's request
   * @throws SdkClientException as the SDK does
   */
  static void refuseUnsendable(SdkPojo request) {
    for (MemberRule rule : StructureRules.of(request.getClass()).addressed()) {
      Object value = rule.field().getValueOrDefault(request);
      if (value == null) {
        throw unsendable("Parameter '" + rule.name() + "' must not be null");
      }
      if (value.equals("")) {
        throw unsendable(rule.name() + " cannot be empty.");
      }
    }
  }

  private static SdkClientException unsendable(String why) {
    return SdkClientException.create(
        "Unable to marshall request to JSON: " + why, new IllegalArgumentException(why));
  }

  /**
   * Refuses a member that would otherwise be ignored in silence.
   *
   * @param service the service's name as people say it
   * @param operation the method of the client's interface
   * @param request the SDK's request
   * @throws UnsupportedOperationException which names it
   */
  static void refuseUnmodelled(String service, Method operation, SdkPojo request) {
    for (MemberRule rule : StructureRules.of(request.getClass()).unmodelled()) {
      if (!isAbsent(rule.field().getValueOrDefault(request))) {
        Unmodelled.parameter(service, ModelledOperation.nameOf(operation), rule.name(), true);
      }
    }
  }

  /**
   * What is wrong with a request.
   *
   * @param request the SDK's request
   * @return in the order of its members; empty where nothing is
   */
  static List<Violation> violations(SdkPojo request) {
    List<Violation> found = new ArrayList<>(0);
    check(request, "", found);
    return found;
  }

  /** Places are put into words only where something is wrong, or may be further in. */
  private static void check(SdkPojo structure, String prefix, List<Violation> found) {
    for (MemberRule rule : StructureRules.of(structure.getClass()).checked()) {
      Object value = rule.field().getValueOrDefault(structure);
      if (isAbsent(value)) {
        if (rule.required()) {
          found.add(new Violation.Missing(prefix + rule.name()));
        }
      } else if (value instanceof String text) {
        if (isUnknown(text, rule.known())) {
          found.add(new Violation.Unknown(prefix + rule.name(), text, rule.known()));
        }
      } else {
        check(value, rule.known(), prefix + rule.name(), found);
      }
    }
  }

  private static void check(Object value, List<String> known, String path, List<Violation> found) {
    switch (value) {
      case String text when isUnknown(text, known) ->
          found.add(new Violation.Unknown(path, text, known));
      case SdkPojo structure -> check(structure, path + ".", found);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          check(list.get(i), known, path + "." + (i + 1) + ".member", found);
        }
      }
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          check(entry.getKey(), known, path, found);
          check(entry.getValue(), List.of(), path + "." + entry.getKey() + ".member", found);
        }
      }
      default -> {
        // Of other values a model says nothing that is checked here.
      }
    }
  }

  private static boolean isUnknown(String text, List<String> known) {
    return !known.isEmpty() && !known.contains(text);
  }

  /** What a builder was not given is sent as nothing at all. */
  private static boolean isAbsent(Object value) {
    return value == null
        || value instanceof SdkAutoConstructList<?>
        || value instanceof SdkAutoConstructMap<?, ?>;
  }
}
