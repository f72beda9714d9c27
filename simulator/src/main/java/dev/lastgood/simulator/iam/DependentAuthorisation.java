package dev.lastgood.simulator.iam;

import java.util.List;

/**
 * A rule of {@link DependentAuthorisations}.
 *
 * @param when what must have happened
 * @param actions what is checked
 * @param resource on what
 * @param contextKeys the condition keys that the check brings
 * @param document the AWS document that says so
 * @param basis how well that is known
 */
public record DependentAuthorisation(
    String when,
    List<String> actions,
    String resource,
    List<String> contextKeys,
    String document,
    Basis basis) {
  /** Copies its lists. */
  public DependentAuthorisation {
    actions = List.copyOf(actions);
    contextKeys = List.copyOf(contextKeys);
  }

  /** How well a rule is known. */
  public enum Basis {
    /** The document says what is checked, on what. */
    DOCUMENTED,
    /**
     * The document names the actions alone, or was not at hand: resources or condition keys are
     * what AWS is known to do.
     */
    REMEMBERED
  }
}
