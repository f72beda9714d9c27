package dev.lastgood.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a Distributed Map has its items from.
 *
 * @param lists whether it lists objects, rather than reads one
 * @param flattens whether the listed objects' contents are the items, rather than their metadata
 * @param arguments the bucket and the key or the prefix
 * @param format how objects are read; empty where none is read
 * @param maxItems after so many it stops
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html">ItemReader
 *     (Map)</a>
 */
record ItemReader(
    boolean lists,
    boolean flattens,
    Template arguments,
    Optional<ItemFormat> format,
    Optional<Template> maxItems) {

  /** The most items that one Map Run reads. */
  static final long ITEMS_MAX = 100_000_000;

  /** An ItemReader whose expressions are evaluated. */
  record Request(String bucket, String key, Optional<String> versionId, long maxItems) {}

  Request evaluate(QueryScope scope) throws QueryFailure {
    Map<?, ?> values = Typed.object(arguments, scope, "ItemReader/Arguments");
    long limit =
        maxItems.isPresent() ? Typed.integer(maxItems.get(), scope, 0, ITEMS_MAX) : ITEMS_MAX;
    return new Request(
        Typed.member(values, "Bucket", "ItemReader/Arguments"),
        lists
            ? values.get("Prefix") instanceof String prefix ? prefix : ""
            : Typed.member(values, "Key", "ItemReader/Arguments"),
        values.get("VersionId") instanceof String version ? Optional.of(version) : Optional.empty(),
        // Zero stands for no limit, as with the other limits of a Map.
        limit == 0 ? ITEMS_MAX : limit);
  }

  /**
   * Reads the items.
   *
   * @throws ObjectStore.AccessException where an object is missing or is not what it should be
   */
  List<MapItem> read(Request request, ObjectStore objects) throws ObjectStore.AccessException {
    return lists ? list(request, objects) : get(request, objects);
  }

  private List<MapItem> get(Request request, ObjectStore objects)
      throws ObjectStore.AccessException {
    byte[] content = objects.get(request.bucket(), request.key(), request.versionId());
    MapItems items = new MapItems(request.maxItems());
    format.orElseThrow().read(content, uri(request.bucket(), request.key()), items);
    return items.list();
  }

  private List<MapItem> list(Request request, ObjectStore objects)
      throws ObjectStore.AccessException {
    MapItems items = new MapItems(request.maxItems());
    for (ObjectStore.Listed object : objects.list(request.bucket(), request.key())) {
      if (items.isFull()) {
        break;
      }
      if (!flattens) {
        items.add(metadata(object), uri(request.bucket(), ""));
      } else if (!object.key().endsWith("/")) {
        // A key that ends so is a folder of the console's, and holds nothing to read.
        byte[] content = objects.get(request.bucket(), object.key(), Optional.empty());
        format.orElseThrow().read(content, uri(request.bucket(), object.key()), items);
      }
    }
    return items.list();
  }

  private static Map<String, Object> metadata(ObjectStore.Listed object) {
    return new Details()
        .with("Etag", "\"" + object.entityTag() + "\"")
        .with("Key", object.key())
        .with("LastModified", object.lastModified().getEpochSecond())
        .with("Size", object.sizeBytes())
        .with("StorageClass", object.storageClass())
        .map();
  }

  /** As the context object's {@code Map.Item.Source} writes it. */
  private static String uri(String bucket, String key) {
    return "S3://" + bucket + (key.isEmpty() ? "" : "/" + key);
  }
}
