package dev.lastgood.functions.config;

/** Which Auto Scaling group a target is. */
public sealed interface GroupSelection extends Subject {
  /**
   * The group of a name, whichever group has it at the time.
   *
   * @param name the name
   */
  record Named(String name) implements GroupSelection {
    @Override
    public String says() {
      return "named " + name;
    }
  }

  /**
   * The one group with a tag. For deployments that make a new group each time: the tag moves on.
   *
   * @param key the tag's key
   * @param value the tag's value
   */
  record Tagged(String key, String value) implements GroupSelection {
    @Override
    public String says() {
      return "tagged " + key + "=" + value;
    }
  }
}
