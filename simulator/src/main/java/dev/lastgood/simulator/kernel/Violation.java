package dev.lastgood.simulator.kernel;

import java.util.List;

/** What is wrong with a request by its API model alone, whatever the service holds. */
public sealed interface Violation {
  /**
   * Where in the request.
   *
   * @return the members' names as the model writes them, such as {@code Tags.1.member.Key}
   */
  String path();

  /**
   * A member that the model calls required is not there.
   *
   * @param path which
   */
  record Missing(String path) implements Violation {}

  /**
   * A value is none of those that the model lists.
   *
   * @param path where it stands
   * @param value what was sent
   * @param known what could have been
   */
  record Unknown(String path, String value, List<String> known) implements Violation {}
}
