package dev.lastgood.functions.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would be done to bring a stack back, worked out from two descriptions of it alone, by the
 * table that recoveries use, with nobody's deadline.
 *
 * @param stackName the live stack
 * @param differences how its template and what it is deployed with differ from the good one's
 * @param changes what a change set back would do, as far as the templates tell
 * @param decision what the table says
 * @param gate whether it would need approval; empty where no change set is made, or no template is
 *     there to judge by
 * @param notRestorable what cannot be restored from this input, or was not looked at, and why
 * @param forecastSeconds how long the decision takes, an estimate
 */
public record OfflineStackPlan(
    String stackName,
    List<TemplateDifference> differences,
    List<PlannedChange> changes,
    StackDecision decision,
    Optional<ChangeGate> gate,
    List<String> notRestorable,
    int forecastSeconds) {
  /** Copies its lists. */
  public OfflineStackPlan {
    differences = List.copyOf(differences);
    changes = List.copyOf(changes);
    notRestorable = List.copyOf(notRestorable);
  }

  /**
   * Whether a difference would remain.
   *
   * @return true where the stack differs, and only a person can bring it back
   */
  public boolean fellShort() {
    return decision instanceof StackDecision.Person;
  }

  /**
   * Plans; has no effects.
   *
   * @param good the stack as it was when it was good
   * @param live the same stack as it is
   * @return the plan
   * @throws UnreadableTemplateException where a template cannot be read
   */
  public static OfflineStackPlan of(DescribedStack good, DescribedStack live) {
    return new OfflineStackPlanning(good, live).plan();
  }

  /**
   * The calls that the decision makes, in their order.
   *
   * @param good the stack as it was when it was good
   * @return each call with what it sets; none where none is made
   */
  public List<String> calls(DescribedStack good) {
    return OfflineStackCalls.of(this, good);
  }

  /**
   * The waves of several plans.
   *
   * @param plans their plans
   * @param good the stacks as they were when they were good, by their names
   * @param live the stacks as they are, by their names
   * @return the graph of those that would be changed
   */
  public static StackGraph graph(
      List<OfflineStackPlan> plans,
      Map<String, DescribedStack> good,
      Map<String, DescribedStack> live) {
    return StackGraph.of(
        plans.stream()
            .filter(plan -> plan.decision().operation().isPresent())
            .map(
                plan ->
                    StackGraph.Change.of(
                        good.get(plan.stackName()).stack(),
                        live.get(plan.stackName()).stack(),
                        plan.forecastSeconds()))
            .toList(),
        List.of(),
        List.of());
  }
}
