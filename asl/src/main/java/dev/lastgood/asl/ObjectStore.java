package dev.lastgood.asl;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The objects that a Distributed Map reads its items from and writes its results to: Amazon S3, or
 * whatever stands in for it. Provided by the host; called from tasks of the {@link Scheduler}, and
 * expected to answer at once.
 */
public interface ObjectStore {

  /**
   * An object as {@code ListObjectsV2} tells of it.
   *
   * @param key its key
   * @param entityTag its ETag, without quotation marks around it
   * @param lastModified when it was written
   * @param sizeBytes how large it is
   * @param storageClass such as {@code STANDARD}
   */
  record Listed(
      String key, String entityTag, Instant lastModified, long sizeBytes, String storageClass) {}

  /** Why an object could not be read, listed or written; the message goes into the cause. */
  final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message what was asked for and why it failed, for people
     */
    public AccessException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * GetObject.
   *
   * @param versionId a version, where the definition names one
   * @throws AccessException where there is no such object, or it may not be read
   */
  byte[] get(String bucket, String key, Optional<String> versionId) throws AccessException;

  /**
   * ListObjectsV2, all pages of it.
   *
   * @param prefix what the keys begin with; empty for all
   * @return in the order of the keys' bytes
   * @throws AccessException where there is no such bucket, or it may not be listed
   */
  List<Listed> list(String bucket, String prefix) throws AccessException;

  /**
   * PutObject.
   *
   * @throws AccessException where it may not be written
   */
  void put(String bucket, String key, byte[] content) throws AccessException;

  /** A store of a host that was given none: every access fails. */
  ObjectStore NONE =
      new ObjectStore() {
        @Override
        public byte[] get(String bucket, String key, Optional<String> versionId)
            throws AccessException {
          throw missing(bucket, key);
        }

        @Override
        public List<Listed> list(String bucket, String prefix) throws AccessException {
          throw missing(bucket, prefix);
        }

        @Override
        public void put(String bucket, String key, byte[] content) throws AccessException {
          throw missing(bucket, key);
        }

        private AccessException missing(String bucket, String key) {
          return new AccessException(
              "There are no objects here: s3://%s/%s cannot be reached.".formatted(bucket, key));
        }
      };
}
