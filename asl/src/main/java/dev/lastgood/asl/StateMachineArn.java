package dev.lastgood.asl;

/**
 * The parts of a state machine's ARN that others are made of.
 *
 * @param arn {@code arn:aws:states:REGION:ACCOUNT:stateMachine:NAME}, perhaps with a version or an
 *     alias behind it
 * @param region the Region in it
 * @param name the state machine's name
 * @param executionPrefix what the ARNs of its executions begin with, whatever version they run
 */
record StateMachineArn(String arn, String region, String name, String executionPrefix) {

  private static final int PARTS_LEAST = 7;

  /** What the ARNs of a Map state's Map Runs begin with. */
  String mapRunPrefix(String label) {
    return prefix("mapRun", machineName() + "/" + label);
  }

  /**
   * What the children of a Map state run, as ARNs name it.
   *
   * @param express whether they are Express executions
   */
  StateMachineArn ofChildren(String label, boolean express) {
    String child = machineName() + "/" + label;
    String childArn = prefix("stateMachine", child);
    return new StateMachineArn(
        childArn.substring(0, childArn.length() - 1),
        region,
        child,
        prefix(express ? "express" : "execution", child));
  }

  /** The machine's own name: that of a child has the label behind it. */
  private String machineName() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  private String prefix(String type, String resource) {
    String[] parts = arn.split(":", -1);
    return String.join(":", parts[0], parts[1], parts[2], parts[3], parts[4], type, resource) + ":";
  }

  static StateMachineArn parse(String arn) {
    String[] parts = arn.split(":", -1);
    if (parts.length < PARTS_LEAST
        || !parts[0].equals("arn")
        || !parts[2].equals("states")
        || !parts[5].equals("stateMachine")
        || parts[6].isEmpty()) {
      throw new IllegalArgumentException("not the ARN of a state machine: " + arn);
    }
    String executionPrefix =
        String.join(":", parts[0], parts[1], parts[2], parts[3], parts[4], "execution", parts[6])
            + ":";
    return new StateMachineArn(arn, parts[3], parts[6], executionPrefix);
  }
}
