package dev.lastgood.functions.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a target is: an Auto Scaling group, or a CloudFormation stack. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(GroupSelection.Named.class),
  @JsonSubTypes.Type(GroupSelection.Tagged.class),
  @JsonSubTypes.Type(StackSelection.class)
})
public sealed interface Subject permits GroupSelection, StackSelection {
  /**
   * Which one it is, for people.
   *
   * @return to be read after "the group" or "the stack", such as {@code named web}
   */
  String says();
}
