package dev.lastgood.functions.plan;

/**
 * A resource that holds data.
 *
 * @param name its name in the template, the logical ids of the stacks around it before it, such as
 *     {@code Inner.Database}
 * @param type such as {@code AWS::RDS::DBInstance}
 * @param physicalId what it is called outside of its stack; "" where it is not made yet
 */
public record DataHolder(String name, String type, String physicalId) {
  /**
   * Whether it is there.
   *
   * @return false where CloudFormation has not made it yet
   */
  boolean isMade() {
    return !physicalId.isEmpty();
  }

  /**
   * What it is, for people.
   *
   * @return its name, its type and its id
   */
  public String says() {
    return name + " (" + type + (physicalId.isEmpty() ? "" : " " + physicalId) + ")";
  }
}
