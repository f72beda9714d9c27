package dev.lastgood.functions.recover;

/** How far the snapshot of a resource is. */
sealed interface SnapshotReading {
  /** There is none, and it can be taken now. */
  record Absent() implements SnapshotReading {}

  /** There may be one, or it cannot be taken yet: that passes by itself. */
  record NotYet(String because) implements SnapshotReading {}

  /** It is being made. */
  record Taking(String snapshotId, String progress) implements SnapshotReading {}

  /** A new resource can be made from it. */
  record Complete(String snapshotId) implements SnapshotReading {}

  /** There is none that will be complete. */
  record Impossible(String because) implements SnapshotReading {}
}
