package dev.lastgood.simulator.rehearsal;

/** What a team has set up against a bad rollout. Each is compared at its documented best. */
public enum Strategy {
  /** A function that sets a group's capacity back when the alarm goes off. */
  CAPACITY_RESET(
      "capacity-reset",
      "the alarm invokes a function that sets minimum, maximum and desired capacity to what they"
          + " were"),

  /** An instance refresh that AWS rolls back when an alarm goes off before it is over. */
  INSTANCE_REFRESH(
      "instance-refresh",
      "the rollout's instance refresh names the alarm, rolls back by itself, and bakes for the"
          + " time of --watch"),

  /** A stack's update that CloudFormation rolls back when an alarm goes off before it is over. */
  ROLLBACK_TRIGGERS(
      "rollback-triggers",
      "the stack's update has the alarm as its rollback trigger, and the monitoring time of"
          + " --watch"),

  /** What this project is. */
  LASTGOOD("lastgood", "Lastgood, as its template deploys it; the rollout itself watches nothing");

  private final String strategyName;
  private final String says;

  Strategy(String strategyName, String says) {
    this.strategyName = strategyName;
    this.says = says;
  }

  /**
   * Its name in tables and documents.
   *
   * @return such as {@code rollback-triggers}
   */
  public String strategyName() {
    return strategyName;
  }

  /**
   * How it is set up.
   *
   * @return half a sentence
   */
  public String says() {
    return says;
  }
}
