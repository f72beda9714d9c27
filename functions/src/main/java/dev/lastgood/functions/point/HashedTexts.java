package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Texts that points hold the hashes of in their place, such as user data and templates: each in an
 * object of its own under its hash, encrypted as everything in the bucket is.
 */
final class HashedTexts {
  private final WriteOnceObjects objects;
  private final String folder;

  /**
   * The texts of one kind.
   *
   * @param objects where they are kept
   * @param folder what they are called among a target's objects
   */
  HashedTexts(WriteOnceObjects objects, String folder) {
    this.objects = objects;
    this.folder = folder;
  }

  /** Keeps what is not there yet. */
  void keep(String targetId, SortedMap<String, String> bySha256) {
    bySha256.forEach(
        (sha256, text) ->
            objects.keep(
                key(targetId, sha256), "text/plain", text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What has this hash.
   *
   * @param targetId the target
   * @param sha256 a hash that one of its points holds
   * @return the text; empty where it is not there, or is not what was kept
   */
  Optional<String> find(String targetId, String sha256) {
    try {
      return Optional.of(objects.read(key(targetId, sha256)))
          .filter(content -> CanonicalJson.sha256(content).equals(sha256))
          .map(content -> new String(content, StandardCharsets.UTF_8));
    } catch (WriteOnceObjects.GoneException gone) {
      return Optional.empty();
    }
  }

  /** Where it is kept. */
  String key(String targetId, String sha256) {
    return "points/" + targetId + "/" + folder + "/" + sha256;
  }
}
