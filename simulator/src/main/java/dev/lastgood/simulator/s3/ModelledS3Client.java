package dev.lastgood.simulator.s3;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceErrors;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The operations that are modelled, each a call that takes time and may fail. */
final class ModelledS3Client implements S3Client {
  // "100–200 milliseconds" is what AWS says of small objects; most answers are faster. The figures
  // are an assumption.
  private static final ServiceProfile PROFILE =
      new ServiceProfile(
          S3Errors.COMMON, new Timing(0.03, 0.2), ServiceProfile.Throttle.NONE, S3Errors::conflict);
  private static final Operation PUT_OBJECT = new Operation(SERVICE_NAME, "PutObject", true);
  private static final Operation GET_OBJECT = new Operation(SERVICE_NAME, "GetObject", false);
  private static final Operation HEAD_OBJECT = new Operation(SERVICE_NAME, "HeadObject", false);
  private static final Operation DELETE_OBJECT = new Operation(SERVICE_NAME, "DeleteObject", true);
  private static final Operation LIST_OBJECTS = new Operation(SERVICE_NAME, "ListObjectsV2", false);

  private final Calls calls;
  private final ObjectOperations objects;

  ModelledS3Client(Calls calls, ObjectOperations objects) {
    this.calls = calls;
    this.objects = objects;
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    byte[] bytes = read(body);
    return calls.perform(PROFILE, PUT_OBJECT, request, () -> objects.put(request, bytes));
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    AtomicReference<byte[]> body = new AtomicReference<>();
    GetObjectResponse response =
        calls.perform(
            PROFILE,
            GET_OBJECT,
            request,
            () -> {
              Version version =
                  read(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
              body.set(version.content().orElseThrow().bytes());
              return ObjectOperations.got(version);
            });
    try {
      return transformer.transform(
          response, AbortableInputStream.create(new ByteArrayInputStream(body.get())));
    } catch (RuntimeException thrown) {
      throw thrown;
    } catch (Exception thrown) {
      throw SdkClientException.create("The response could not be transformed.", thrown);
    }
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    try {
      return calls.perform(PROFILE, HEAD_OBJECT, request, () -> head(request));
    } catch (NoSuchKeyException missing) {
      throw missing;
    } catch (S3Exception refused) {
      throw ServiceErrors.withoutBody(refused);
    }
  }

  /** Of all that is not there the SDK makes a missing key, the bucket included. */
  private HeadObjectResponse head(HeadObjectRequest request) {
    try {
      return ObjectOperations.described(
          read(request.bucket(), request.key(), Optional.ofNullable(request.versionId())));
    } catch (NoSuchBucketException missing) {
      throw S3Errors.noSuchKey();
    }
  }

  /**
   * To whoever may not list the bucket, S3 does not say that an object does not exist; see
   * GetObject in the Amazon S3 API Reference.
   */
  private Version read(String bucket, String key, Optional<String> versionId) {
    try {
      return objects.read(bucket, key, versionId);
    } catch (NoSuchKeyException missing) {
      ListObjectsV2Request list = ListObjectsV2Request.builder().bucket(bucket).build();
      throw calls.wouldAllow(LIST_OBJECTS, list) ? missing : S3Errors.accessDenied();
    }
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    return calls.perform(PROFILE, DELETE_OBJECT, request, () -> objects.delete(request));
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return calls.perform(
        PROFILE,
        LIST_OBJECTS,
        request,
        () -> Listing.of(objects.bucket(request.bucket()), request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }

  private static byte[] read(RequestBody body) {
    try (InputStream stream = body.contentStreamProvider().newStream()) {
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
