package dev.lastgood.functions.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of an incident's executions: the first is named after the incident, and one that takes
 * the place of one that was lost has its number behind that. A name is used once, so that starting
 * twice is harmless.
 */
public final class IncidentExecutions {
  /**
   * How many executions of an incident recover; one after these closes it and does nothing else.
   */
  public static final int RECOVERING_MAX = 3;

  /**
   * How many executions an incident has at the most: each is begun where the one before is lost.
   */
  public static final int ATTEMPTS_MAX = 999;

  /** What ends an incident's own id is a hash, which is longer. */
  private static final Pattern FURTHER = Pattern.compile("(.+)-([2-9]|[1-9][0-9]{1,2})");

  private IncidentExecutions() {}

  /**
   * The name of an execution.
   *
   * @param incidentId the incident
   * @param attempt which of its executions, from 1
   * @return its name, in both state machines
   */
  public static String name(String incidentId, int attempt) {
    return attempt == 1 ? incidentId : incidentId + "-" + attempt;
  }

  /**
   * The incident that an execution is of.
   *
   * @param name the execution's name
   * @return the incident's id
   */
  public static String incidentId(String name) {
    Matcher further = FURTHER.matcher(name);
    return further.matches() ? further.group(1) : name;
  }
}
