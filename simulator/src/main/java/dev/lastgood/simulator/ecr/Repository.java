package dev.lastgood.simulator.ecr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageStatus;

/** A repository: images by digest, and tags, each of which means one of them at a time. */
final class Repository {
  /**
   * An image.
   *
   * @param digest its manifest's
   * @param pushedAt when it came
   * @param archived whether it was moved to the archive
   */
  private record Image(String digest, Instant pushedAt, boolean archived) {}

  private final String name;
  private final Map<String, Image> images = new TreeMap<>();
  private final Map<String, String> digestsByTag = new TreeMap<>();

  Repository(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void push(String digest, Instant pushedAt) {
    images.put(digest, new Image(digest, pushedAt, false));
  }

  /** A tag that meant another image means this one from then on. */
  void tag(String tag, String digest) {
    digestsByTag.put(tag, digest);
  }

  void archive(String digest) {
    images.computeIfPresent(digest, (_, image) -> new Image(digest, image.pushedAt(), true));
  }

  /**
   * The image that an identifier means; with both a tag and a digest, where they belong together.
   */
  Optional<String> digest(ImageIdentifier id) {
    Optional<String> tagged =
        Optional.ofNullable(id.imageTag()).map(tag -> digestsByTag.getOrDefault(tag, ""));
    Optional<String> wanted = Optional.ofNullable(id.imageDigest()).or(() -> tagged);
    return wanted
        .filter(images::containsKey)
        .filter(digest -> tagged.isEmpty() || tagged.get().equals(digest));
  }

  /** All of its images' digests, sorted. */
  Collection<String> digests() {
    return List.copyOf(images.keySet());
  }

  boolean isArchived(String digest) {
    return images.get(digest).archived();
  }

  List<String> tags(String digest) {
    return digestsByTag.entrySet().stream()
        .filter(entry -> entry.getValue().equals(digest))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Takes a tag off; an image without any stays, by its digest. */
  void untag(String tag) {
    digestsByTag.remove(tag);
  }

  /** Deletes an image with all its tags. */
  List<ImageIdentifier> delete(String digest) {
    List<ImageIdentifier> deleted = new ArrayList<>();
    for (String tag : tags(digest)) {
      digestsByTag.remove(tag);
      deleted.add(ImageIdentifier.builder().imageDigest(digest).imageTag(tag).build());
    }
    if (deleted.isEmpty()) {
      deleted.add(ImageIdentifier.builder().imageDigest(digest).build());
    }
    images.remove(digest);
    return deleted;
  }

  ImageDetail detail(String digest, String registryId) {
    Image image = images.get(digest);
    List<String> tags = tags(digest);
    return ImageDetail.builder()
        .registryId(registryId)
        .repositoryName(name)
        .imageDigest(digest)
        .imageTags(tags.isEmpty() ? null : tags)
        .imagePushedAt(image.pushedAt())
        .imageStatus(image.archived() ? ImageStatus.ARCHIVED : ImageStatus.ACTIVE)
        .build();
  }
}
