package dev.lastgood.functions.stack;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lastgood.functions.stack.PlannedChange.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a change set may be executed without asking: never where something would be lost. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "gate")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ChangeGate.Clear.class, name = "Clear"),
  @JsonSubTypes.Type(value = ChangeGate.NeedsApproval.class, name = "NeedsApproval")
})
public sealed interface ChangeGate {
  /** Nothing that holds data is replaced or removed. */
  record Clear() implements ChangeGate {}

  /**
   * A person has to approve it.
   *
   * @param lost what would be lost, each a sentence; at least one
   */
  record NeedsApproval(List<String> lost) implements ChangeGate {
    /** Copies its list. */
    public NeedsApproval {
      lost = List.copyOf(lost);
    }
  }

  /**
   * Judges; has no effects.
   *
   * @param changes all that the change set would do, nested stacks' changes included
   * @param live the template that the stack has now: its policies say what becomes of what goes
   * @param unsafeBecause what a migration marker that the target declares says against going back,
   *     each a sentence
   * @return the judgement
   */
  static ChangeGate judge(
      List<PlannedChange> changes, TemplateDocument live, List<String> unsafeBecause) {
    List<String> lost = new ArrayList<>(unsafeBecause);
    var resources = live.resources();
    for (PlannedChange change : changes) {
      Optional<TemplateResource> resource =
          Optional.ofNullable(resources.get(change.logicalId()))
              .filter(declared -> declared.type().equals(change.type()));
      DataHolding.of(change.type())
          .flatMap(held -> loss(change, resource, held))
          .ifPresent(lost::add);
      if (change.action() == PlannedChange.Action.MODIFY) {
        change.properties().stream()
            .flatMap(
                property ->
                    DataHolding.lostInPlace(change.type(), property).stream()
                        .map(why -> named(change) + ": " + property + " changes, and " + why + "."))
            .forEach(lost::add);
      }
    }
    return lost.isEmpty() ? new Clear() : new NeedsApproval(lost);
  }

  private static Optional<String> loss(
      PlannedChange change, Optional<TemplateResource> resource, String held) {
    return switch (change.action()) {
      case ADD, IMPORT, SYNC -> Optional.empty();
      case REMOVE -> removed(change, resource, held);
      case DYNAMIC ->
          Optional.of(
              named(change)
                  + " may be replaced or removed, which is only known once it is done. It holds "
                  + held
                  + ".");
      case MODIFY ->
          change.replacement() == Replacement.FALSE
              ? Optional.empty()
              : Optional.of(replaced(change, resource, held));
    };
  }

  private static Optional<String> removed(
      PlannedChange change, Optional<TemplateResource> resource, String held) {
    String what = named(change) + " would be removed. It holds " + held;
    return switch (policy(resource.map(TemplateResource::deletionPolicy))) {
      // It leaves the stack and stays what it is; a later deployment has to import it.
      case RETAIN, RETAIN_EXCEPT_ON_CREATE -> Optional.empty();
      case SNAPSHOT ->
          Optional.of(what + "; a snapshot would be kept, without what is written afterwards.");
      case DELETE -> Optional.of(what + ".");
      case UNKNOWN -> Optional.of(what + "; its deletion policy cannot be told.");
    };
  }

  private static String replaced(
      PlannedChange change, Optional<TemplateResource> resource, String held) {
    String what =
        named(change)
            + (change.replacement() == Replacement.TRUE ? " would" : " might")
            + " be replaced by a new one without "
            + held;
    return switch (policy(resource.map(TemplateResource::updateReplacePolicy))) {
      case RETAIN, RETAIN_EXCEPT_ON_CREATE -> what + "; the old one would be kept, unused.";
      case SNAPSHOT -> what + "; a snapshot of the old one would be kept.";
      case DELETE -> what + "; the old one would be deleted.";
      case UNKNOWN -> what + "; what becomes of the old one cannot be told.";
    };
  }

  private static TemplateResource.Policy policy(Optional<TemplateResource.Policy> declared) {
    return declared.orElse(TemplateResource.Policy.UNKNOWN);
  }

  private static String named(PlannedChange change) {
    return change.logicalId()
        + " ("
        + change.type()
        + (change.physicalId().isEmpty() ? "" : " " + change.physicalId())
        + ")";
  }
}
