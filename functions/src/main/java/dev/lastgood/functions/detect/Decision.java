package dev.lastgood.functions.detect;

import dev.lastgood.functions.ledger.Incident;

/** What an alarm leads to. */
public sealed interface Decision {
  /**
   * An incident begins.
   *
   * @param incident the incident
   * @param because why, in a sentence
   */
  record Open(Incident incident, String because) implements Decision {}

  /**
   * It belongs to an incident that is open.
   *
   * @param incidentId the incident
   * @param because why, in a sentence
   */
  record Join(String incidentId, String because) implements Decision {}

  /**
   * Nothing is done.
   *
   * @param because why, in a sentence
   */
  record Nothing(String because) implements Decision {}

  /**
   * Why, whatever was decided.
   *
   * @return a sentence
   */
  String because();
}
