package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Invocations of functions, and versions of layers. See Invoke and GetLayerVersionByArn in the AWS
 * Lambda API Reference, and "Lambda quotas".
 */
abstract class LambdaContract extends ServiceContract {
  private static final int ASYNCHRONOUS_BYTES_MAX = 1024 * 1024;

  private static final Pattern FUNCTION = Pattern.compile(":function:.*");

  LambdaContract(Services services) {
    super(services);
  }

  private LambdaClient lambda() {
    return services().lambda();
  }

  private InvokeResponse sent(String function, String payload) {
    return lambda()
        .invoke(
            it ->
                it.functionName(function)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(payload)));
  }

  @Test
  @DisplayName("a function that is waited for answers with what it returns")
  void answered() {
    String function = services().function();
    InvokeResponse answer =
        services()
            .answered(
                () ->
                    lambda()
                        .invoke(
                            it ->
                                it.functionName(function)
                                    .payload(SdkBytes.fromUtf8String("{\"healthy\":true}"))));
    assertEquals(200, answer.statusCode());
    assertNull(answer.functionError());
    assertEquals("{\"healthy\":true}", answer.payload().asUtf8String().replaceAll("\\s", ""));
  }

  @Test
  @DisplayName("an event is accepted, and nothing is returned")
  void accepted() {
    InvokeResponse accepted = sent(services().function(), "{}");
    assertEquals(202, accepted.statusCode());
    assertNull(accepted.functionError());
  }

  @Test
  @DisplayName("a function that is not there is not found")
  void missing() {
    assertRefused("ResourceNotFoundException", () -> sent(services().name("missing"), "{}"));
  }

  @Test
  @DisplayName("what is no JSON, or is too large, is refused")
  void refused() {
    String function = services().function();
    assertRefused("InvalidRequestContentException", () -> sent(function, "{"));
    String large = "\"" + "x".repeat(ASYNCHRONOUS_BYTES_MAX) + "\"";
    assertRefused("RequestTooLargeException", () -> sent(function, large));
  }

  @Test
  @DisplayName("a version of a layer that is not there is not found")
  void layer() {
    String missing =
        FUNCTION.matcher(services().function()).replaceFirst(":layer:contract-missing:1");
    assertRefused(
        "ResourceNotFoundException", () -> lambda().getLayerVersionByArn(it -> it.arn(missing)));
  }
}
