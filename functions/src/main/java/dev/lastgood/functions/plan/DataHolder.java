package dev.lastgood.functions.plan;

/**
 * A resource that holds data.
 *
 * @param name its name in the template, the logical ids of the stacks around it before it, such as
 *     {@code Inner.Database}
 * @param type such as {@code AWS::RDS::DBInstance}
 * @param physicalId what it is called outside of its stack; "" where it is not made yet, or is not
 *     known
 */
public record DataHolder(String name, String type, String physicalId) {
  /**
   * What it is, for people.
   *
   * @return its name, its type and its id
   */
  public String says() {
    return name + " (" + type + (physicalId.isEmpty() ? "" : " " + physicalId) + ")";
  }
}
