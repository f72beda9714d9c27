package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.handler.Recent;
import dev.lastgood.functions.ledger.Item;
import dev.lastgood.functions.stack.StackTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Recovery points: bodies in S3 under the hash of their content, the index in DynamoDB, seals by
 * KMS.
 */
public final class PointStore {
  private static final int PRECONDITION_FAILED = 412;
  private static final int DOCUMENTS_KEPT = 16;
  private static final int BODIES_KEPT = 16;

  private final S3Client s3;
  private final HashedTexts userData;
  private final HashedTexts templates;
  private final DynamoDbClient dynamoDb;
  private final KmsClient kms;
  private final String bucket;
  private final String region;
  private final String table;
  private final String keyId;

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
    this.s3 = platform.client(S3Client.class);
    this.userData = new HashedTexts(platform, "user-data");
    this.templates = new HashedTexts(platform, "templates");
    this.dynamoDb = platform.client(DynamoDbClient.class);
    this.kms = platform.client(KmsClient.class);
    this.bucket = platform.variable("BUCKET");
    this.region = platform.configuration().region();
    this.table = platform.variable("STATE_TABLE");
    this.keyId = platform.variable("SEAL_KEY_ID");
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
    Seal unsigned =
        new Seal(CanonicalJson.sha256(canonical), "", body.capturedAt(), body.schemaVersion());
    String mac =
        Base64.getEncoder()
            .encodeToString(
                kms.generateMac(
                        GenerateMacRequest.builder()
                            .keyId(keyId)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                            .message(SdkBytes.fromUtf8String(unsigned.message(body.targetId())))
                            .build())
                    .mac()
                    .asByteArray());
    put("points/" + body.targetId() + "/" + unsigned.sha256() + ".json", canonical);
    return new Seal(unsigned.sha256(), mac, unsigned.sealedAt(), unsigned.schemaVersion());
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
        + bucket
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
    Item item =
        Item.key("target#" + record.targetId(), "point#" + record.identity())
            .with("status", record.status().name())
            .with("sha256", record.seal().sha256())
            .with("mac", record.seal().mac())
            .with("sealedAt", record.seal().sealedAt())
            .with("schemaVersion", record.seal().schemaVersion())
            .with("desiredCapacity", record.desiredCapacity())
            .with("firstSeenAt", record.firstSeenAt());
    record.quietSince().ifPresent(instant -> item.with("quietSince", instant));
    record.promotedAt().ifPresent(instant -> item.with("promotedAt", instant));
    dynamoDb.putItem(PutItemRequest.builder().tableName(table).item(item.attributes()).build());
  }

  /**
   * All points of a target.
   *
   * @param targetId the target
   * @return the newest promoted first, then those never promoted, the newest seen first
   */
  public List<PointRecord> points(String targetId) {
    List<PointRecord> records = new ArrayList<>();
    Map<String, AttributeValue> startKey = Map.of();
    do {
      QueryResponse page =
          dynamoDb.query(
              QueryRequest.builder()
                  .tableName(table)
                  .consistentRead(true)
                  .keyConditionExpression("pk = :target AND begins_with(sk, :point)")
                  .expressionAttributeValues(
                      Item.empty()
                          .with(":target", "target#" + targetId)
                          .with(":point", "point#")
                          .attributes())
                  .exclusiveStartKey(startKey.isEmpty() ? null : startKey)
                  .build());
      page.items().forEach(item -> records.add(record(targetId, Item.of(item))));
      startKey = page.lastEvaluatedKey();
    } while (!startKey.isEmpty());
    records.sort(
        Comparator.comparing((PointRecord record) -> record.promotedAt().orElse(Instant.MIN))
            .thenComparing(PointRecord::firstSeenAt)
            .reversed());
    return List.copyOf(records);
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
      bytes = get(record.bodyKey());
    } catch (S3Exception refused) {
      if (!isGone(refused)) {
        throw refused;
      }
      return new SealCheck.Broken(
          "Its body " + record.bodyKey() + " does not exist, or may not be read.");
    }
    if (!CanonicalJson.sha256(bytes).equals(record.seal().sha256())) {
      return new SealCheck.Broken(
          "Its body " + record.bodyKey() + " does not have the hash that was sealed.");
    }
    try {
      kms.verifyMac(
          VerifyMacRequest.builder()
              .keyId(keyId)
              .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
              .message(SdkBytes.fromUtf8String(record.seal().message(record.targetId())))
              .mac(SdkBytes.fromByteArray(Base64.getDecoder().decode(record.seal().mac())))
              .build());
    } catch (KmsInvalidMacException forged) {
      return new SealCheck.Broken("KMS says that its seal was not made by our key.");
    } catch (IllegalArgumentException garbled) {
      return new SealCheck.Broken("Its seal is not Base64.");
    } catch (SdkException unavailable) {
      return new SealCheck.Unchecked("KMS did not check the seal: " + unavailable.getMessage());
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
    put(key, content);
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
      content = get(key);
    } catch (S3Exception refused) {
      if (!isGone(refused)) {
        throw refused;
      }
      throw new MalformedEventException("There is no document " + key + ".", refused);
    }
    if (!key.endsWith("/" + CanonicalJson.sha256(content) + ".json")) {
      throw new IllegalStateException(
          "The document " + key + " is not what was kept: it does not have the hash in its key.");
    }
    T document = Json.read(new String(content, StandardCharsets.UTF_8), type);
    documents.keep(key, document);
    return document;
  }

  /**
   * To whoever may not list a bucket, S3 does not say whether an object exists: it answers 403 for
   * both. See GetObject in the Amazon S3 API Reference.
   */
  static boolean isGone(S3Exception refused) {
    return refused.statusCode() == 404 || refused.statusCode() == 403;
  }

  /** Keys carry the content's hash or the incident's id: what is there already is what we bring. */
  private void put(String key, byte[] content) {
    try {
      s3.putObject(
          PutObjectRequest.builder()
              .bucket(bucket)
              .key(key)
              .contentType("application/json")
              .ifNoneMatch("*")
              .build(),
          RequestBody.fromBytes(content));
    } catch (S3Exception refused) {
      if (refused.statusCode() != PRECONDITION_FAILED) {
        throw refused;
      }
    }
  }

  private byte[] get(String key) {
    return s3.getObjectAsBytes(GetObjectRequest.builder().bucket(bucket).key(key).build())
        .asByteArray();
  }

  private static PointRecord record(String targetId, Item item) {
    return new PointRecord(
        targetId,
        item.text("sk").substring("point#".length()),
        PointStatus.valueOf(item.text("status")),
        new Seal(
            item.text("sha256"),
            item.text("mac"),
            item.instant("sealedAt"),
            (int) item.number("schemaVersion")),
        (int) item.number("desiredCapacity"),
        item.instant("firstSeenAt"),
        item.optionalInstant("quietSince"),
        Optional.of(item).flatMap(present -> present.optionalInstant("promotedAt")));
  }
}
