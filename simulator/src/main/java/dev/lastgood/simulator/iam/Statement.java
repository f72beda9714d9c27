package dev.lastgood.simulator.iam;

import java.util.List;

/**
 * A statement, ready to be matched.
 *
 * @param reference where it stands
 * @param allows whether its effect is Allow, not Deny
 * @param principals whom it is about
 * @param actions in lower case: actions are compared without regard to case
 * @param exceptActions whether it is about all actions but these
 * @param resources the resources
 * @param exceptResources whether it is about all resources but these
 * @param conditions all of which must hold
 */
record Statement(
    StatementReference reference,
    boolean allows,
    PrincipalMatcher principals,
    List<Wildcard> actions,
    boolean exceptActions,
    List<Wildcard> resources,
    boolean exceptResources,
    List<Condition> conditions) {

  /** Whether it is about the request, whoever makes it. */
  boolean covers(String lowerCaseAction, RequestContext context) {
    return any(actions, lowerCaseAction) != exceptActions
        && any(resources, context.request().resource()) != exceptResources
        && hold(context);
  }

  private boolean hold(RequestContext context) {
    for (Condition condition : conditions) {
      if (!condition.holds(context)) {
        return false;
      }
    }
    return true;
  }

  private static boolean any(List<Wildcard> wildcards, String text) {
    for (Wildcard wildcard : wildcards) {
      if (wildcard.matches(text)) {
        return true;
      }
    }
    return false;
  }
}
