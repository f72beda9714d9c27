package dev.lastgood.functions.point;

/** Where a recovery point is in its life. */
public enum PointStatus {
  /** Seen, and soaking while it runs. */
  CANDIDATE,
  /** Soaked: what a recovery goes back to. */
  GOOD,
  /** An alarm followed within a day of its promotion while it was running. */
  SUSPECT,
  /** Among more good points than are kept. */
  RETIRED
}
