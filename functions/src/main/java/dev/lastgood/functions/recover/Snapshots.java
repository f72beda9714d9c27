package dev.lastgood.functions.recover;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.plan.DataHolder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Snapshots of one kind of resource. */
sealed interface Snapshots permits ClusterSnapshots, DatabaseSnapshots, VolumeSnapshots {
  /**
   * Looks whether this plan's snapshot of a resource is there; to be asked before each attempt to
   * take it.
   */
  SnapshotReading read(StackStep step, DataHolder holder);

  /**
   * Takes it.
   *
   * @return the chain with the call's intent and result
   * @throws AwsServiceException where AWS refuses
   */
  Chain take(StackStep step, DataHolder holder);

  /** Whether it is refused for now alone: the next look tells. */
  boolean isForNow(AwsServiceException refused);
}
