package dev.lastgood.simulator.s3;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 of one simulated account. Reads see every write that came before them, as on S3 itself. */
public final class SimulatedS3 {
  private final ObjectOperations objects;
  private final S3Client client;

  /**
   * An account without buckets.
   *
   * @param time its clock
   * @param calls what every call of its client passes through
   * @param chance makes version ids
   */
  public SimulatedS3(VirtualTime time, Calls calls, Chance chance) {
    this.objects = new ObjectOperations(time, chance);
    this.client =
        Unmodelled.refused(
            S3Client.class, "S3", new ModelledS3Client(calls, objects), S3Errors.COMMON);
  }

  /**
   * The client to hand to those who use S3.
   *
   * @return refuses by name what is not modelled
   */
  public S3Client client() {
    return client;
  }

  /**
   * Creates an empty bucket.
   *
   * @param name its name
   * @param versioned whether its versioning is enabled
   */
  public void createBucket(String name, boolean versioned) {
    objects.createBucket(name, versioned);
  }

  /**
   * What another service reads, on whosever behalf: no call, and so nothing strikes.
   *
   * @param bucket the bucket
   * @param key the object
   * @return the current version's bytes; empty where bucket or object are missing
   */
  public Optional<byte[]> content(String bucket, String key) {
    try {
      return objects
          .read(bucket, key, Optional.empty())
          .content()
          .map(content -> content.bytes().clone());
    } catch (AwsServiceException missing) {
      return Optional.empty();
    }
  }
}
