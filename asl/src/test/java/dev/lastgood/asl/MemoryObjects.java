package dev.lastgood.asl;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects in memory, all in one bucket. */
final class MemoryObjects implements ObjectStore {

  static final String BUCKET = "data";
  static final Instant MODIFIED = Instant.parse("2022-11-17T15:44:41Z");

  final Map<String, byte[]> contents = new TreeMap<>();

  MemoryObjects with(String key, String text) {
    contents.put(key, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  String text(String key) {
    return new String(contents.get(key), StandardCharsets.UTF_8);
  }

  @Override
  public byte[] get(String bucket, String key, Optional<String> versionId) throws AccessException {
    check(bucket);
    if (!contents.containsKey(key)) {
      throw new AccessException("no object " + key + versionId.map(v -> "@" + v).orElse(""));
    }
    return contents.get(key);
  }

  @Override
  public List<Listed> list(String bucket, String prefix) throws AccessException {
    check(bucket);
    List<Listed> listed = new ArrayList<>();
    contents.forEach(
        (key, content) -> {
          if (key.startsWith(prefix)) {
            listed.add(new Listed(key, "e" + key.length(), MODIFIED, content.length, "STANDARD"));
          }
        });
    return listed;
  }

  @Override
  public void put(String bucket, String key, byte[] content) throws AccessException {
    check(bucket);
    contents.put(key, content);
  }

  private static void check(String bucket) throws AccessException {
    if (!bucket.equals(BUCKET)) {
      throw new AccessException("no bucket " + bucket);
    }
  }
}
