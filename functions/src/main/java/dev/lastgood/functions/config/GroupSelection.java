package dev.lastgood.functions.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which Auto Scaling group a target is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(GroupSelection.Named.class),
  @JsonSubTypes.Type(GroupSelection.Tagged.class)
})
public sealed interface GroupSelection {
  /**
   * The selection, for people.
   *
   * @return to be read after "the group", such as {@code named web}
   */
  String says();

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
