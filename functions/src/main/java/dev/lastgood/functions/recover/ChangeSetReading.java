package dev.lastgood.functions.recover;

import dev.lastgood.functions.stack.PlannedChange;
import java.util.List;
import java.util.stream.Collectors;

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
  record Ready(List<Part> parts) implements ChangeSetReading {
    public Ready {
      parts = List.copyOf(parts);
    }
  }

  /**
   * What it changes of one stack: of the outermost one, or of one that is nested in it.
   *
   * @param path the logical ids on the way to it; none for the outermost one
   * @param changes all pages of them
   */
  record Part(List<String> path, List<PlannedChange> changes) {
    public Part {
      path = List.copyOf(path);
      changes = List.copyOf(changes);
    }

    /** Where it stands, to be put before the names of its resources. */
    String place() {
      return path.stream().map(logicalId -> logicalId + ".").collect(Collectors.joining());
    }
  }
}
