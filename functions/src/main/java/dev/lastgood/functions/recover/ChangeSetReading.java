package dev.lastgood.functions.recover;

import dev.lastgood.functions.stack.PlannedChange;
import java.util.List;

/** How far a change set is. */
sealed interface ChangeSetReading {
  /** There is none of that name. */
  record Missing() implements ChangeSetReading {}

  /** CloudFormation works it out. */
  record Making() implements ChangeSetReading {}

  /** It changes nothing, because the stack is what it should be. */
  record Empty() implements ChangeSetReading {}

  /** It cannot be made. */
  record Failed(String because) implements ChangeSetReading {}

  /** It can be executed. */
  record Ready(List<PlannedChange> changes) implements ChangeSetReading {
    public Ready {
      changes = List.copyOf(changes);
    }
  }
}
