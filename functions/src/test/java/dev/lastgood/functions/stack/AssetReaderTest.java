package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.lastgood.functions.handler.Platform;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("Looking for what a template needs")
class AssetReaderTest {
  private static final Asset OBJECT =
      new Asset.S3Object("code", "f.zip", Optional.empty(), "Function.Code");
  private static final Asset VERSION =
      new Asset.S3Object("code", "f.zip", Optional.of("v1"), "Function.Code");
  private static final Asset LAYER = new Asset.Layer("arn:layer:3", "Function.Layers");

  private final S3Client s3 = mock(S3Client.class);
  private final LambdaClient lambda = mock(LambdaClient.class);
  private final Platform platform = mock(Platform.class);

  @BeforeEach
  void clients() {
    when(platform.client(S3Client.class)).thenReturn(s3);
    when(platform.client(LambdaClient.class)).thenReturn(lambda);
  }

  private AssetReading read(Asset asset) {
    return new AssetReader(platform).read(List.of(asset)).get(asset);
  }

  @Test
  @DisplayName("finds an object with its entity tag, which a version does not need")
  void there() {
    when(s3.headObject(any(HeadObjectRequest.class)))
        .thenReturn(HeadObjectResponse.builder().eTag("tag").build());
    assertEquals(new AssetReading.Present(Optional.of("tag")), read(OBJECT));
    assertEquals(new AssetReading.Present(Optional.empty()), read(VERSION));
  }

  @Test
  @DisplayName("says gone of what S3 does not find, and of a delete marker")
  void gone() {
    for (int status : List.of(404, 405)) {
      when(s3.headObject(any(HeadObjectRequest.class)))
          .thenThrow(S3Exception.builder().statusCode(status).build());
      assertEquals(new AssetReading.Gone(), read(VERSION));
    }
  }

  @Test
  @DisplayName("says unchecked of what it may not see: a missing object looks the same")
  void forbidden() {
    when(s3.headObject(any(HeadObjectRequest.class)))
        .thenThrow(S3Exception.builder().statusCode(403).message("Forbidden").build());
    assertInstanceOf(AssetReading.Unchecked.class, read(OBJECT));
  }

  @Test
  @DisplayName("finds the version of a layer, or says that it is gone")
  void layers() {
    when(lambda.getLayerVersionByArn(any(GetLayerVersionByArnRequest.class)))
        .thenReturn(GetLayerVersionByArnResponse.builder().build())
        .thenThrow(ResourceNotFoundException.builder().build());
    assertEquals(new AssetReading.Present(Optional.empty()), read(LAYER));
    assertEquals(new AssetReading.Gone(), read(LAYER));
  }

  @Test
  @DisplayName("says of images, macros and what cannot be told that it did not look")
  void unchecked() {
    for (Asset asset :
        List.of(
            new Asset.Image("repo:latest", "Task"),
            new Asset.Image("repo@sha256:1", "Task"),
            new Asset.Macro("Company-Defaults"),
            new Asset.Untold("{}", "Own.Content"))) {
      assertInstanceOf(AssetReading.Unchecked.class, read(asset), asset.name());
    }
  }
}
