package dev.lastgood.test.fidelity;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The SDK's own client of a service, whose every request is answered with an error that the test
 * chooses; nothing leaves the machine. What it throws is what the simulation has to throw.
 */
final class RealClient {
  private final SimulatedService service;
  private final Object client;
  private Answer answer = new Answer("None", "None", "None", 400);
  private boolean sent;

  /** The error that the service would answer with; {@code type} is how JSON names its shape. */
  private record Answer(String type, String code, String message, int status) {}

  RealClient(SimulatedService service) {
    this.service = service;
    this.client = client();
  }

  /** What the SDK throws before it sends a request at all; empty where it sends it. */
  Optional<RuntimeException> unsent(Method operation, SdkRequest request) {
    sent = false;
    RuntimeException thrown = thrown(operation, request);
    return sent ? Optional.empty() : Optional.of(thrown);
  }

  /** What the SDK makes of a service's error. */
  AwsServiceException answered(
      Method operation, SdkRequest request, String type, String code, String message, int status) {
    answer = new Answer(type, code, message, status);
    return (AwsServiceException) thrown(operation, request);
  }

  private RuntimeException thrown(Method operation, SdkRequest request) {
    try {
      operation.invoke(client, arguments(operation, request));
    } catch (InvocationTargetException thrown) {
      return (RuntimeException) thrown.getCause();
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("The SDK's interfaces are public.", impossible);
    }
    throw new IllegalStateException("The answer is always an error.");
  }

  /** A request, with the body and the reader of the answer that S3 asks for besides. */
  static Object[] arguments(Method operation, SdkRequest request) {
    Object[] arguments = new Object[operation.getParameterCount()];
    arguments[0] = request;
    for (int i = 1; i < arguments.length; i++) {
      arguments[i] =
          operation.getParameterTypes()[i] == RequestBody.class
              ? RequestBody.empty()
              : ResponseTransformer.toBytes();
    }
    return arguments;
  }

  private Object client() {
    try {
      Object builder = service.type().getMethod("builder").invoke(null);
      ((AwsClientBuilder<?, ?>) builder)
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")))
          .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()));
      ((AwsSyncClientBuilder<?, ?>) builder).httpClient(new Canned());
      return ((SdkBuilder<?, ?>) builder).build();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("Every client of the SDK has a builder.", impossible);
    }
  }

  /** Answers everything with the error, in the protocol in which it was asked. */
  private final class Canned implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      sent = true;
      String contentType = request.httpRequest().firstMatchingHeader("Content-Type").orElse("");
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return response(contentType);
        }

        @Override
        public void abort() {}
      };
    }

    private HttpExecuteResponse response(String contentType) {
      byte[] body = body(contentType).getBytes(StandardCharsets.UTF_8);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder()
                  .statusCode(answer.status)
                  .putHeader("x-amzn-ErrorType", answer.type)
                  .putHeader("x-amzn-query-error", answer.code + ";Sender")
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }

    private String body(String contentType) {
      String xml =
          "<Error><Code>"
              + answer.code
              + "</Code><Message>"
              + answer.message
              + "</Message></Error>";
      if (service.sdkPackage().equals("s3")) {
        return xml;
      }
      if (service.sdkPackage().equals("ec2")) {
        return "<Response><Errors>" + xml + "</Errors></Response>";
      }
      return contentType.startsWith("application/x-www-form-urlencoded")
          ? "<ErrorResponse>" + xml + "</ErrorResponse>"
          : "{\"__type\":\"" + answer.type + "\",\"message\":\"" + answer.message + "\"}";
    }

    @Override
    public void close() {}
  }
}
