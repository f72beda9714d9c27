package dev.lastgood.functions.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lastgood.functions.point.PointBody;
import java.util.List;

/** What is done to one target. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "subject")
@JsonSubTypes({
  @JsonSubTypes.Type(value = GroupPlan.class, name = "AutoScalingGroup"),
  @JsonSubTypes.Type(value = StackPlan.class, name = "Stack")
})
public sealed interface TargetPlan permits GroupPlan, StackPlan {
  /**
   * The target.
   *
   * @return its name in the configuration
   */
  String targetId();

  /**
   * What is changed: what was planned for, whatever is called so meanwhile.
   *
   * @return the name of the group, or the ARN of the stack
   */
  String resourceName();

  /**
   * What it is brought back to.
   *
   * @return a good point's body, or the undo point's
   */
  PointBody goal();

  /**
   * How it differs from the goal.
   *
   * @return in a fixed order
   */
  List<Difference> differences();

  /**
   * What is done, one after the other.
   *
   * @return at least one
   */
  List<Action> actions();

  /**
   * What else could have been done, and why it is not.
   *
   * @return each way with its reason
   */
  List<Considered> considered();

  /**
   * What cannot be taken back afterwards, and is done only where people have approved this plan.
   *
   * @return what would be lost; none where nothing would
   */
  List<Loss> irreversible();

  /**
   * Where it is changed beside its owner, what that means.
   *
   * @return sentences
   */
  List<String> remarks();

  /**
   * How long its actions take, one after the other.
   *
   * @return seconds
   */
  default int forecastSeconds() {
    return actions().stream().mapToInt(Action::forecastSeconds).sum();
  }
}
