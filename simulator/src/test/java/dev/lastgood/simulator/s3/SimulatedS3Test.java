package dev.lastgood.simulator.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@DisplayName("The simulated S3")
class SimulatedS3Test {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  private static final String BUCKET = "points";
  private static final String PLAIN = "plain";

  private final VirtualTime time = new VirtualTime(START);
  private S3Client client;

  @BeforeEach
  void start() {
    Chance chance = new Chance(1);
    SimulatedS3 s3 =
        new SimulatedS3(time, new Calls(time, chance, FaultSettings.NONE, List.of()), chance);
    s3.createBucket(BUCKET, true);
    s3.createBucket(PLAIN, false);
    client = s3.client();
  }

  @Test
  @DisplayName("returns what was put, with its ETag, type and metadata")
  void putAndGet() {
    PutObjectResponse put =
        client.putObject(
            request ->
                request
                    .bucket(BUCKET)
                    .key("k")
                    .contentType("application/json")
                    .metadata(Map.of("schema", "1")),
            RequestBody.fromString("body"));
    var got = client.getObjectAsBytes(request -> request.bucket(BUCKET).key("k"));
    assertEquals("body", got.asUtf8String());
    assertEquals("\"841a2d689ad86bd1611447453c22c6fc\"", got.response().eTag());
    assertEquals(put.versionId(), got.response().versionId());
    assertEquals("application/json", got.response().contentType());
    assertEquals(Map.of("schema", "1"), got.response().metadata());
    assertEquals(START, got.response().lastModified());
    var head = client.headObject(request -> request.bucket(BUCKET).key("k"));
    assertEquals(4, head.contentLength());
    assertEquals(put.eTag(), head.eTag());
  }

  @Test
  @DisplayName("answers a HEAD that it refuses with a status alone, of which the SDK makes a class")
  void head() {
    assertFails(
        "NoSuchKey", 404, () -> client.headObject(request -> request.bucket(BUCKET).key("none")));
    assertFails(
        "NoSuchKey", 404, () -> client.headObject(request -> request.bucket("none").key("k")));
    assertFails(
        null,
        400,
        () -> client.headObject(request -> request.bucket(BUCKET).key("k").requestPayer("nobody")));
  }

  @Test
  @DisplayName("writes once under If-None-Match, until the object is deleted")
  void ifNoneMatch() {
    putOnce("k");
    assertFails("PreconditionFailed", 412, () -> putOnce("k"));
    client.deleteObject(request -> request.bucket(BUCKET).key("k"));
    putOnce("k");
    assertFails(
        "NotImplemented",
        501,
        () ->
            client.putObject(
                request -> request.bucket(BUCKET).key("k").ifNoneMatch("\"x\""),
                RequestBody.empty()));
  }

  @Test
  @DisplayName("replaces under If-Match only what has that ETag")
  void ifMatch() {
    String eTag = put("k", "one").eTag();
    client.putObject(
        request -> request.bucket(BUCKET).key("k").ifMatch(eTag), RequestBody.fromString("two"));
    assertFails(
        "PreconditionFailed",
        412,
        () ->
            client.putObject(
                request -> request.bucket(BUCKET).key("k").ifMatch(eTag),
                RequestBody.fromString("three")));
    assertFails(
        "NoSuchKey",
        404,
        () ->
            client.putObject(
                request -> request.bucket(BUCKET).key("gone").ifMatch(eTag),
                RequestBody.fromString("three")));
    assertEquals("two", read("k"));
  }

  @Test
  @DisplayName("keeps every version of a versioned bucket, delete markers included")
  void versions() {
    String first = put("k", "one").versionId();
    String second = put("k", "two").versionId();
    assertNotEquals(first, second);
    var deleted = client.deleteObject(request -> request.bucket(BUCKET).key("k"));
    assertTrue(deleted.deleteMarker());
    assertThrows(NoSuchKeyException.class, () -> read("k"));
    assertEquals("one", read("k", first));
    assertFails("MethodNotAllowed", 405, () -> read("k", deleted.versionId()));
    client.deleteObject(request -> request.bucket(BUCKET).key("k").versionId(deleted.versionId()));
    assertEquals("two", read("k"));
    client.deleteObject(request -> request.bucket(BUCKET).key("k").versionId(second));
    assertEquals("one", read("k"));
    assertFails("NoSuchVersion", 404, () -> read("k", second));
  }

  @Test
  @DisplayName("overwrites and deletes for good in a bucket without versions")
  void unversioned() {
    for (String body : List.of("one", "two")) {
      PutObjectResponse put =
          client.putObject(request -> request.bucket(PLAIN).key("k"), RequestBody.fromString(body));
      assertNull(put.versionId());
    }
    client.deleteObject(request -> request.bucket(PLAIN).key("k"));
    client.deleteObject(request -> request.bucket(PLAIN).key("k"));
    var missing =
        assertThrows(
            NoSuchKeyException.class,
            () -> client.headObject(request -> request.bucket(PLAIN).key("k")));
    assertEquals(404, missing.statusCode());
  }

  @Test
  @DisplayName("deletes no version before its retention ends, unless governance is bypassed")
  void retention() {
    for (ObjectLockMode mode : List.of(ObjectLockMode.COMPLIANCE, ObjectLockMode.GOVERNANCE)) {
      String version =
          client
              .putObject(
                  request ->
                      request
                          .bucket(BUCKET)
                          .key("k")
                          .objectLockMode(mode)
                          .objectLockRetainUntilDate(time.now().plusSeconds(60)),
                  RequestBody.empty())
              .versionId();
      assertFails("AccessDenied", 403, () -> deleteVersion(version, false));
      if (mode == ObjectLockMode.GOVERNANCE) {
        deleteVersion(version, true);
      } else {
        assertFails("AccessDenied", 403, () -> deleteVersion(version, true));
        time.run(time.now().plusSeconds(60), () -> false);
        deleteVersion(version, false);
      }
      assertFails("NoSuchVersion", 404, () -> read("k", version));
    }
  }

  @Test
  @DisplayName("lists current objects in the order of their keys, a page at a time")
  void list() {
    for (int i = 0; i < 1005; i++) {
      put("a/" + i, "");
    }
    put("b/1", "");
    client.deleteObject(request -> request.bucket(BUCKET).key("a/3"));
    var first = client.listObjectsV2(request -> request.bucket(BUCKET).prefix("a/"));
    assertEquals(1000, first.keyCount());
    assertTrue(first.isTruncated());
    List<String> all =
        client
            .listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix("a/").maxKeys(100))
            .contents()
            .stream()
            .map(S3Object::key)
            .toList();
    assertEquals(1004, all.size());
    assertEquals(all.stream().sorted().toList(), all);
    assertFalse(all.contains("a/3"));
    var exact = client.listObjectsV2(request -> request.bucket(BUCKET).prefix("b/").maxKeys(1));
    assertFalse(exact.isTruncated());
    assertEquals(
        "a/999",
        client
            .listObjectsV2(request -> request.bucket(BUCKET).startAfter("a/998"))
            .contents()
            .getFirst()
            .key());
  }

  @Test
  @DisplayName("does not find a bucket that does not exist")
  void noBucket() {
    assertThrows(
        NoSuchBucketException.class,
        () -> client.listObjectsV2(request -> request.bucket("elsewhere")));
  }

  private void putOnce(String key) {
    client.putObject(
        request -> request.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString("x"));
  }

  private PutObjectResponse put(String key, String body) {
    return client.putObject(
        request -> request.bucket(BUCKET).key(key), RequestBody.fromString(body));
  }

  private String read(String key) {
    return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
  }

  private String read(String key, String version) {
    return client
        .getObjectAsBytes(request -> request.bucket(BUCKET).key(key).versionId(version))
        .asUtf8String();
  }

  private void deleteVersion(String version, boolean bypass) {
    client.deleteObject(
        request ->
            request.bucket(BUCKET).key("k").versionId(version).bypassGovernanceRetention(bypass));
  }

  private static void assertFails(String code, int status, Executable call) {
    S3Exception failure = assertThrows(S3Exception.class, call);
    assertEquals(code, failure.awsErrorDetails().errorCode());
    assertEquals(status, failure.statusCode());
  }
}
