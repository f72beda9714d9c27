package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.lastgood.functions.handler.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("An object that is written once")
class WriteOnceObjectsTest {
  private static final byte[] CONTENT = {1, 2, 3};

  private final S3Client s3 = mock(S3Client.class);
  private WriteOnceObjects objects;

  @BeforeEach
  void open() {
    Platform platform = mock(Platform.class);
    when(platform.client(S3Client.class)).thenReturn(s3);
    when(platform.variable("BUCKET")).thenReturn("points");
    objects = new WriteOnceObjects(platform);
  }

  private static AwsServiceException answer(int status) {
    return S3Exception.builder().statusCode(status).build();
  }

  @Test
  @DisplayName("is written only where nothing is there")
  void kept() {
    ArgumentCaptor<PutObjectRequest> request = ArgumentCaptor.forClass(PutObjectRequest.class);
    when(s3.putObject(request.capture(), any(RequestBody.class)))
        .thenReturn(PutObjectResponse.builder().build());
    objects.keep("a/b", "text/plain", CONTENT);
    assertEquals(
        PutObjectRequest.builder()
            .bucket("points")
            .key("a/b")
            .contentType("text/plain")
            .ifNoneMatch("*")
            .build(),
        request.getValue());
  }

  @Test
  @DisplayName("that is there already is as it was brought")
  void keptBefore() {
    when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class))).thenThrow(answer(412));
    assertDoesNotThrow(() -> objects.keep("a", "text/plain", CONTENT));
    verify(s3).putObject(any(PutObjectRequest.class), any(RequestBody.class));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 409, 503})
  @DisplayName("that could not be written is not passed over")
  void notKept(int status) {
    AwsServiceException refused = answer(status);
    when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class))).thenThrow(refused);
    assertSame(
        refused, assertThrows(S3Exception.class, () -> objects.keep("a", "text/plain", CONTENT)));
  }

  @Test
  @DisplayName("is read back as it was written")
  void read() throws WriteOnceObjects.GoneException {
    when(s3.getObjectAsBytes(GetObjectRequest.builder().bucket("points").key("a/b").build()))
        .thenReturn(ResponseBytes.fromByteArray(GetObjectResponse.builder().build(), CONTENT));
    assertArrayEquals(CONTENT, objects.read("a/b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  @DisplayName("is gone where S3 says so, or does not say, and S3's answer is not lost")
  void gone(int status) {
    AwsServiceException refused = answer(status);
    when(s3.getObjectAsBytes(any(GetObjectRequest.class))).thenThrow(refused);
    assertSame(
        refused,
        assertThrows(WriteOnceObjects.GoneException.class, () -> objects.read("a")).getCause());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 412, 500, 503})
  @DisplayName("is not taken for gone where S3 only failed to answer")
  void unread(int status) {
    AwsServiceException failed = answer(status);
    when(s3.getObjectAsBytes(any(GetObjectRequest.class))).thenThrow(failed);
    assertSame(failed, assertThrows(S3Exception.class, () -> objects.read("a")));
  }
}
