package dev.lastgood.functions.plan;

import dev.lastgood.functions.stack.ChangeGate;
import dev.lastgood.functions.stack.PlannedChange;
import dev.lastgood.functions.stack.TemplateDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changes would lose, whether they are foreseen from texts or told by a change set. */
public final class Losses {
  private Losses() {}

  /**
   * Finds what cannot be had back; has no effects.
   *
   * @param place where the stack stands: "" for the outermost one, else the logical ids on the way
   *     to it, each with a point behind it, such as {@code Inner.}
   * @param changes all changes of that stack itself
   * @param live the template that it has now
   * @return each with its name in the whole tree
   */
  public static List<Loss> of(String place, List<PlannedChange> changes, TemplateDocument live) {
    List<Loss> losses = new ArrayList<>();
    for (PlannedChange change : changes) {
      switch (ChangeGate.judge(List.of(change), live, List.of())) {
        case ChangeGate.Clear _ -> {}
        case ChangeGate.NeedsApproval needed ->
            losses.add(
                new Loss(
                    place + change.logicalId(),
                    holder(place, change),
                    place + String.join(" ", needed.lost())));
      }
    }
    return List.copyOf(losses);
  }

  /** What is changed where it is stays, whatever is deleted in it. */
  private static Optional<DataHolder> holder(String place, PlannedChange change) {
    boolean stays =
        change.action() == PlannedChange.Action.MODIFY
            && change.replacement() == PlannedChange.Replacement.FALSE;
    return stays
        ? Optional.empty()
        : Optional.of(
            new DataHolder(place + change.logicalId(), change.type(), change.physicalId()));
  }
}
