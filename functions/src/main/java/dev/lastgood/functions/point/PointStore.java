package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.handler.Recent;
import dev.lastgood.functions.stack.StackTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Recovery points: bodies in S3 under the hash of their content, the index in DynamoDB, seals by
 * KMS.
 */
public final class PointStore {
  private static final String JSON = "application/json";
  private static final int DOCUMENTS_KEPT = 16;
  private static final int BODIES_KEPT = 16;

  private final WriteOnceObjects objects;
  private final HashedTexts userData;
  private final HashedTexts templates;
  private final PointIndex index;
  private final Seals seals;
  private final String region;

  /** Documents by their keys, which carry the content's hash. */
  private final Recent<String, Object> documents = new Recent<>(DOCUMENTS_KEPT);

  /** Bodies by the hash of their bytes: the same bytes mean the same again. */
  private final Recent<BodyKey, PointBody> bodies = new Recent<>(BODIES_KEPT);

  private record BodyKey(String sha256, int schemaVersion) {}

  /**
   * A store.
   *
   * @param platform where its clients come from, and the variables {@code BUCKET}, {@code
   *     STATE_TABLE} and {@code SEAL_KEY_ID}
   */
  public PointStore(Platform platform) {
    this.objects = new WriteOnceObjects(platform);
    this.userData = new HashedTexts(objects, "user-data");
    this.templates = new HashedTexts(objects, "templates");
    this.index = new PointIndex(platform);
    this.seals = new Seals(platform);
    this.region = platform.configuration().region();
  }

  /**
   * Seals a body and keeps it, after the texts that it holds the hashes of: a body never names what
   * is not there. Keeping the same body twice is harmless.
   *
   * @param captured the capture
   * @return its seal
   */
  public Seal keep(Reading.Captured captured) {
    PointBody body = captured.body();
    keepTexts(captured);
    byte[] canonical = CanonicalJson.bytes(body);
    Seal seal = seals.make(body, CanonicalJson.sha256(canonical));
    objects.keep("points/" + body.targetId() + "/" + seal.sha256() + ".json", JSON, canonical);
    return seal;
  }

  private void keepTexts(Reading.Captured captured) {
    String targetId = captured.body().targetId();
    switch (captured) {
      case Reading.Group group -> userData.keep(targetId, group.userData().bySha256());
      case Reading.Stack stack -> templates.keep(targetId, stack.template().bySha256());
    }
  }

  /**
   * Keeps a capture that belongs to an incident as its undo point, with the texts that it holds the
   * hashes of. Keeping the same twice is harmless.
   *
   * @param folder where it belongs, such as {@code incidents/ID/undo}
   * @param captured the capture
   * @return its key
   */
  public String keepUndo(String folder, Reading.Captured captured) {
    keepTexts(captured);
    return keepDocument(folder, captured.body());
  }

  /**
   * The text of a template that a point holds the hash of.
   *
   * @param targetId the target
   * @param sha256 the hash
   * @return the text; empty where it is not there or not what was kept
   */
  public Optional<String> template(String targetId, String sha256) {
    return templates.find(targetId, sha256);
  }

  /**
   * A template that a point holds the hashes of.
   *
   * @param targetId the target
   * @param original the hash of its text as it was given
   * @param processed the hash of the same with its macros expanded
   * @return empty where one of the two is not there or not what was kept
   */
  public Optional<StackTemplate> template(String targetId, String original, String processed) {
    return template(targetId, original)
        .flatMap(
            text ->
                (processed.equals(original) ? Optional.of(text) : template(targetId, processed))
                    .map(expanded -> new StackTemplate(text, expanded)));
  }

  /**
   * Where CloudFormation finds such a template, for what does not fit a request.
   *
   * @param targetId the target
   * @param sha256 the hash
   * @return the object's URL
   */
  public String templateUrl(String targetId, String sha256) {
    return "https://"
        + objects.bucket()
        + ".s3."
        + region
        + "."
        + PartitionMetadata.of(Region.of(region)).dnsSuffix()
        + "/"
        + templates.key(targetId, sha256);
  }

  /**
   * User data that a point holds the hash of.
   *
   * @param targetId the target
   * @param sha256 the hash
   * @return it in Base64, as AWS answered it; empty where it is not there or not what was kept
   */
  public Optional<String> userData(String targetId, String sha256) {
    return userData.find(targetId, sha256);
  }

  /**
   * Writes a point's index record, whatever stood there before.
   *
   * @param record the record
   */
  public void index(PointRecord record) {
    index.put(record);
  }

  /**
   * All points of a target.
   *
   * @param targetId the target
   * @return the newest promoted first, then those never promoted, the newest seen first
   */
  public List<PointRecord> points(String targetId) {
    return index.of(targetId);
  }

  /**
   * Reads a point's body and checks its seal.
   *
   * @param record the point
   * @return the body, or why it must not be restored
   */
  public SealCheck read(PointRecord record) {
    byte[] bytes;
    try {
      bytes = objects.read(record.bodyKey());
    } catch (WriteOnceObjects.GoneException gone) {
      return new SealCheck.Broken(
          "Its body " + record.bodyKey() + " does not exist, or may not be read.");
    }
    if (!CanonicalJson.sha256(bytes).equals(record.seal().sha256())) {
      return new SealCheck.Broken(
          "Its body " + record.bodyKey() + " does not have the hash that was sealed.");
    }
    Optional<SealCheck> refusal = seals.refusal(record);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (!PointBodies.isKnown(record.seal().schemaVersion())) {
      return new SealCheck.Broken(
          "Its schema version "
              + record.seal().schemaVersion()
              + " is unknown here; this version reads 1 to "
              + StackBody.SCHEMA_VERSION
              + ".");
    }
    try {
      return new SealCheck.Sound(
          bodies.get(
              new BodyKey(record.seal().sha256(), record.seal().schemaVersion()),
              key -> PointBodies.read(bytes, key.schemaVersion())));
    } catch (MalformedEventException unreadable) {
      return new SealCheck.Broken("Its body cannot be read: " + unreadable.getMessage());
    }
  }

  /**
   * Keeps a document that belongs to an incident, such as a plan or an undo point, under the hash
   * of its content. Keeping the same document twice is harmless.
   *
   * @param folder where it belongs, such as {@code incidents/ID/plan}
   * @param document a record of ours
   * @return its key
   */
  public String keepDocument(String folder, Object document) {
    byte[] content = Json.write(document).getBytes(StandardCharsets.UTF_8);
    String key = folder + "/" + CanonicalJson.sha256(content) + ".json";
    objects.keep(key, JSON, content);
    documents.keep(key, document);
    return key;
  }

  /**
   * Reads a document that belongs to an incident.
   *
   * @param key its key
   * @param type its record
   * @param <T> its record
   * @return the document
   * @throws MalformedEventException where nothing is kept under this key
   * @throws IllegalStateException where it is not what was kept under this key
   */
  public <T> T document(String key, Class<T> type) {
    Optional<Object> known = documents.find(key);
    if (known.isPresent()) {
      return type.cast(known.get());
    }
    byte[] content;
    try {
      content = objects.read(key);
    } catch (WriteOnceObjects.GoneException gone) {
      throw new MalformedEventException("There is no document " + key + ".", gone);
    }
    if (!key.endsWith("/" + CanonicalJson.sha256(content) + ".json")) {
      throw new IllegalStateException(
          "The document " + key + " is not what was kept: it does not have the hash in its key.");
    }
    T document = Json.read(new String(content, StandardCharsets.UTF_8), type);
    documents.keep(key, document);
    return document;
  }
}
