package dev.lastgood.simulator.s3;

import dev.lastgood.simulator.kernel.Utf8;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists current objects in the order of their keys. See ListObjectsV2,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
final class Listing {
  private static final int KEYS_MAX = 1000;

  private Listing() {}

  static ListObjectsV2Response of(Bucket bucket, ListObjectsV2Request request) {
    String prefix = Objects.requireNonNullElse(request.prefix(), "");
    int keysMax = Math.min(KEYS_MAX, Objects.requireNonNullElse(request.maxKeys(), KEYS_MAX));
    String after =
        request.continuationToken() != null
            ? request.continuationToken()
            : Objects.requireNonNullElse(request.startAfter(), "");
    Map<String, Deque<Version>> candidates =
        Utf8.ORDER.compare(after, prefix) >= 0 && !after.isEmpty()
            ? bucket.after(after)
            : bucket.from(prefix);
    List<S3Object> found = new ArrayList<>();
    boolean truncated = false;
    for (Map.Entry<String, Deque<Version>> candidate : candidates.entrySet()) {
      if (!candidate.getKey().startsWith(prefix)) {
        break;
      }
      Version newest = candidate.getValue().getFirst();
      if (newest.isDeleteMarker()) {
        continue;
      }
      if (found.size() == keysMax) {
        truncated = keysMax > 0;
        break;
      }
      found.add(described(candidate.getKey(), newest));
    }
    ListObjectsV2Response.Builder response =
        ListObjectsV2Response.builder()
            .name(request.bucket())
            .prefix(request.prefix())
            .maxKeys(keysMax)
            .continuationToken(request.continuationToken())
            .startAfter(request.startAfter())
            .contents(found)
            .keyCount(found.size())
            .isTruncated(truncated);
    if (truncated) {
      response.nextContinuationToken(found.getLast().key());
    }
    return response.build();
  }

  private static S3Object described(String key, Version version) {
    Version.Content content = version.content().orElseThrow();
    return S3Object.builder()
        .key(key)
        .eTag(content.eTag())
        .size((long) content.bytes().length)
        .lastModified(version.lastModified())
        .build();
  }
}
