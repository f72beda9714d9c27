package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects and their versions. See "Prevent object overwrites with conditional writes", "Retaining
 * multiple versions of objects with S3 Versioning" and "Working with delete markers" in the Amazon
 * S3 User Guide, and "Error responses" and ListObjectsV2 in its API Reference.
 */
abstract class S3Contract extends ServiceContract {
  private String bucket;
  private String prefix;

  S3Contract(Services services) {
    super(services);
  }

  private void given() {
    bucket = services().bucket();
    prefix = services().name("objects/");
    services().afterwards(() -> services().removeObjects(bucket, prefix));
  }

  private PutObjectResponse put(String name, String text) {
    return services()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key(prefix + name), RequestBody.fromString(text));
  }

  private PutObjectResponse putIfAbsent(String name, String text) {
    return services()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key(prefix + name).ifNoneMatch("*"),
            RequestBody.fromString(text));
  }

  private PutObjectResponse putIfMatch(String name, String eTag, String text) {
    return services()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key(prefix + name).ifMatch(eTag),
            RequestBody.fromString(text));
  }

  private String read(String name) {
    return services()
        .s3()
        .getObjectAsBytes(request -> request.bucket(bucket).key(prefix + name))
        .asUtf8String();
  }

  private String read(String name, String versionId) {
    return services()
        .s3()
        .getObjectAsBytes(request -> request.bucket(bucket).key(prefix + name).versionId(versionId))
        .asUtf8String();
  }

  @Test
  @DisplayName("what must not be there yet is stored once")
  void ifNoneMatch() {
    given();
    putIfAbsent("a", "one");
    assertEquals(
        412, assertRefused("PreconditionFailed", () -> putIfAbsent("a", "two")).statusCode());
    assertEquals("one", read("a"));
  }

  @Test
  @DisplayName("what has been deleted is not there")
  void ifNoneMatchAfterDeletion() {
    given();
    put("a", "one");
    services().s3().deleteObject(request -> request.bucket(bucket).key(prefix + "a"));
    putIfAbsent("a", "two");
    assertEquals("two", read("a"));
  }

  @Test
  @DisplayName("what must be as it was read is stored only over that")
  void ifMatch() {
    given();
    String first = put("a", "one").eTag();
    String second = putIfMatch("a", first, "two").eTag();
    assertNotEquals(first, second);
    assertEquals(
        412,
        assertRefused("PreconditionFailed", () -> putIfMatch("a", first, "three")).statusCode());
    assertEquals("two", read("a"));
  }

  @Test
  @DisplayName("what must be as it was read, and is gone, is not found")
  void ifMatchOfNothing() {
    given();
    String eTag = put("a", "one").eTag();
    assertEquals(404, assertRefused("NoSuchKey", () -> putIfMatch("b", eTag, "two")).statusCode());
  }

  @Test
  @DisplayName("every version stays readable by its id, the newest without")
  void versions() {
    given();
    String first = put("a", "one").versionId();
    String second = put("a", "two").versionId();
    assertNotEquals(first, second);
    assertEquals("two", read("a"));
    assertEquals("one", read("a", first));
    assertEquals("two", read("a", second));
  }

  @Test
  @DisplayName("a deletion hides the object behind a marker, which cannot be read")
  void deleteMarkers() {
    given();
    String first = put("a", "one").versionId();
    var deleted = services().s3().deleteObject(it -> it.bucket(bucket).key(prefix + "a"));
    assertTrue(deleted.deleteMarker());
    assertEquals(404, assertRefused("NoSuchKey", () -> read("a")).statusCode());
    assertEquals("one", read("a", first));
    assertEquals(
        405, assertRefused("MethodNotAllowed", () -> read("a", deleted.versionId())).statusCode());
  }

  @Test
  @DisplayName("a version that is deleted is gone, and the one before it is the newest")
  void deletedVersion() {
    given();
    put("a", "one");
    String second = put("a", "two").versionId();
    services()
        .s3()
        .deleteObject(request -> request.bucket(bucket).key(prefix + "a").versionId(second));
    assertEquals("one", read("a"));
    assertEquals(404, assertRefused("NoSuchVersion", () -> read("a", second)).statusCode());
  }

  @Test
  @DisplayName("an object that is not there is not found, whether it is read or described")
  void missingObject() {
    given();
    assertThrows(NoSuchKeyException.class, () -> read("a"));
    NoSuchKeyException described =
        assertThrows(
            NoSuchKeyException.class,
            () -> services().s3().headObject(it -> it.bucket(bucket).key(prefix + "a")));
    assertEquals(404, described.statusCode());
  }

  @Test
  @DisplayName("a bucket that is not there is not found")
  void missingBucket() {
    bucket = services().name("bucket").toLowerCase(Locale.ROOT);
    prefix = "";
    assertEquals(404, assertRefused("NoSuchBucket", () -> read("a")).statusCode());
  }

  @Test
  @DisplayName("a list comes by pages, in the order of the keys, without what was deleted")
  void pages() {
    given();
    Stream.of("b", "a/2", "a/1", "ä", "gone").forEach(name -> put(name, name));
    services().s3().deleteObject(request -> request.bucket(bucket).key(prefix + "gone"));
    List<String> listed = new ArrayList<>();
    String token = null;
    int pages = 0;
    do {
      String from = token;
      ListObjectsV2Response page =
          services()
              .s3()
              .listObjectsV2(
                  request ->
                      request.bucket(bucket).prefix(prefix).maxKeys(2).continuationToken(from));
      page.contents().stream().map(S3Object::key).forEach(listed::add);
      assertEquals(page.isTruncated(), page.nextContinuationToken() != null);
      token = page.nextContinuationToken();
      pages++;
    } while (token != null);
    assertEquals(2, pages);
    assertEquals(Stream.of("a/1", "a/2", "b", "ä").map(prefix::concat).toList(), listed);
  }

  @Test
  @DisplayName("a list begins after the key that it is told to begin after")
  void startAfter() {
    given();
    Stream.of("a", "b", "c").forEach(name -> put(name, name));
    ListObjectsV2Response listed =
        services()
            .s3()
            .listObjectsV2(
                request -> request.bucket(bucket).prefix(prefix).startAfter(prefix + "a"));
    assertFalse(listed.isTruncated());
    assertEquals(
        List.of(prefix + "b", prefix + "c"),
        listed.contents().stream().map(S3Object::key).toList());
  }
}
