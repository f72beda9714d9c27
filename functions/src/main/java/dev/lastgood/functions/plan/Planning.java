package dev.lastgood.functions.plan;

/** What came of planning. */
public sealed interface Planning {
  /**
   * There is something to do, and time for it.
   *
   * @param plan the plan
   */
  record Feasible(Plan plan) implements Planning {}

  /**
   * There would be something to do, and no time for it: nothing of it is begun.
   *
   * @param plan the plan, for the person who is told
   * @param because how much time it would take, and how much there is
   */
  record TooLate(Plan plan, String because) implements Planning {}

  /**
   * Nothing that Lastgood could do would help.
   *
   * @param because why, in sentences
   */
  record Pointless(String because) implements Planning {}

  /**
   * Every target is what it should be, and at rest.
   *
   * @param because what was seen, in sentences
   */
  record Well(String because) implements Planning {}
}
