package dev.lastgood.functions.recover;

import dev.lastgood.functions.plan.DataHolder;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the statuses of Amazon RDS mean for a snapshot; see "Viewing Amazon RDS DB instance status"
 * and "Creating a DB snapshot" in the Amazon RDS User Guide.
 */
final class RdsStatuses {
  private RdsStatuses() {}

  /**
   * How far the snapshot of a database is.
   *
   * @param step the step that takes it
   * @param holder the database
   * @param found the snapshot of the step's name, where RDS describes one
   * @param sourceStatus reads the database's own status, asked for only where it decides; empty
   *     where RDS does not know it
   * @param canBeTakenIn in which of them RDS takes a snapshot
   */
  static SnapshotReading reading(
      StackStep step,
      DataHolder holder,
      Optional<Taken> found,
      Supplier<Optional<String>> sourceStatus,
      Set<String> canBeTakenIn) {
    if (found.isPresent()) {
      return ofSnapshot(found.get(), holder);
    }
    if (SnapshotCalls.isTaken(step, holder)) {
      return new SnapshotReading.Impossible(
          "The snapshot " + SnapshotCalls.name(step, holder) + " is gone.");
    }
    return sourceStatus
        .get()
        .map(status -> ofSource(status, canBeTakenIn))
        .orElse(new SnapshotReading.Impossible("RDS does not know it any more."));
  }

  /**
   * A snapshot as RDS describes it.
   *
   * @param name its identifier
   * @param status its status
   * @param percent how far it is
   * @param source the identifier of what it was taken of
   */
  record Taken(String name, String status, int percent, String source) {
    /** As the SDK has it, where what RDS leaves out is null. */
    static Taken of(String name, String status, Integer percent, String source) {
      return new Taken(
          name,
          status,
          Objects.requireNonNullElse(percent, 0),
          Objects.requireNonNullElse(source, ""));
    }
  }

  /** A snapshot that bears the name is adopted only where it is of that database. */
  static SnapshotReading ofSnapshot(Taken taken, DataHolder holder) {
    if (!taken.source().equalsIgnoreCase(holder.physicalId())) {
      return new SnapshotReading.Impossible(
          "The snapshot " + taken.name() + " is of " + taken.source() + ".");
    }
    return switch (taken.status()) {
      case "available" -> new SnapshotReading.Complete(taken.name());
      case "creating" -> new SnapshotReading.Taking(taken.name(), taken.percent() + "%");
      default ->
          new SnapshotReading.Impossible(
              "The snapshot " + taken.name() + " is in the status " + taken.status() + ".");
    };
  }

  /** An automated backup ends by itself, mostly soon; what else keeps one back may not. */
  static SnapshotReading ofSource(String status, Set<String> canBeTakenIn) {
    if (canBeTakenIn.contains(status)) {
      return new SnapshotReading.Absent();
    }
    return status.equals("backing-up")
        ? new SnapshotReading.NotYet("RDS backs it up, which is waited for.")
        : new SnapshotReading.Impossible(
            "It is in the status " + status + ", in which RDS takes no snapshot.");
  }
}
