package dev.lastgood.functions.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.plan.DataHolder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** With AWS's own client, over a connection that answers each request with an error of EC2's. */
@DisplayName("A snapshot of a volume, which knows no client token,")
class SingleAttemptTest {
  private static final String ERROR =
      "<Response><Errors><Error><Code>InternalError</Code><Message>Unknown</Message></Error>"
          + "</Errors><RequestID>request</RequestID></Response>";

  private final AtomicInteger sent = new AtomicInteger();
  private final Ec2Client client =
      Ec2Client.builder()
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
          .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
          .httpClient(new Broken())
          .build();

  private final class Broken implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          sent.incrementAndGet();
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(500).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(ERROR.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  private int attempts(CreateSnapshotRequest request) {
    sent.set(0);
    assertThrows(Ec2Exception.class, () -> client.createSnapshot(request));
    return sent.get();
  }

  @Test
  @DisplayName("is asked for once a call, whatever the client does with others")
  void once() {
    CreateSnapshotRequest request =
        VolumeSnapshots.request(
            StackSteps.step(), new DataHolder("Volume", "AWS::EC2::Volume", "vol-1"), "name");
    assertEquals(1, attempts(request));
    assertTrue(
        attempts(CreateSnapshotRequest.builder().volumeId("vol-1").build()) > 1,
        "the client itself does try again");
  }
}
