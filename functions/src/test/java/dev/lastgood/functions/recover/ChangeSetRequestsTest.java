package dev.lastgood.functions.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.plan.StackAction;
import dev.lastgood.functions.stack.StackParameter.Plain;
import dev.lastgood.functions.stack.StackParameter.Reference;
import dev.lastgood.functions.stack.StackParameter.Secret;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@DisplayName("What CloudFormation is asked for, to bring a stack back")
class ChangeSetRequestsTest {
  private static final int BODY_BYTES_MAX = 51_200;

  private final Map<String, String> objects = new HashMap<>();

  /** A bucket that holds these objects, in a Region. */
  private final class Bucket implements Platform {
    private final String region;

    Bucket(String region) {
      this.region = region;
    }

    @Override
    public <C extends SdkClient> C client(Class<C> type) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (_, method, arguments) -> {
                if (type == S3Client.class && method.getName().equals("getObjectAsBytes")) {
                  return content(((GetObjectRequest) arguments[0]).key());
                }
                throw new UnsupportedOperationException(method.getName());
              }));
    }

    private ResponseBytes<GetObjectResponse> content(String key) {
      return Optional.ofNullable(objects.get(key))
          .map(
              text ->
                  ResponseBytes.fromByteArray(
                      GetObjectResponse.builder().build(), text.getBytes(StandardCharsets.UTF_8)))
          .orElseThrow(() -> NoSuchKeyException.builder().statusCode(404).build());
    }

    @Override
    public InstantSource clock() {
      return () -> Fixtures.NOW;
    }

    @Override
    public RandomGenerator chance() {
      throw new UnsupportedOperationException("Nothing is left to chance.");
    }

    @Override
    public String variable(String name) {
      return name.equals("BUCKET") ? "lastgood-points" : name;
    }

    @Override
    public Configuration configuration() {
      return new Configuration("test", "111122223333", region, List.of());
    }

    @Override
    public void metric(String name, double value, String unit, Map<String, String> dimensions) {
      throw new UnsupportedOperationException("There is nothing to count.");
    }
  }

  private static StackBuilder web() {
    return new StackBuilder("web");
  }

  private String keep(StackBuilder stack) {
    String text = stack.text().original();
    String key = "points/web/templates/" + CanonicalJson.sha256OfText(text);
    objects.put(key, text);
    return key;
  }

  private CreateChangeSetRequest request(
      String region, StackBuilder goal, StackBuilder live, StackAction.Update action) {
    return new ChangeSetRequests(new Bucket(region))
        .create(
            StackSteps.step(goal, live, Fixtures.chain(StackSteps.planned("plan"))),
            action,
            "lastgood-name");
  }

  private CreateChangeSetRequest request(StackBuilder goal, StackBuilder live) {
    keep(goal);
    return request("eu-west-1", goal, live, StackSteps.CHANGE_BACK);
  }

  @Test
  @DisplayName("is a change set of the stack that was planned for, named as its token is")
  void changeSet() {
    CreateChangeSetRequest request = request(web().tag("team", "shop"), web().made(7));
    assertEquals(StackBuilder.arn("web", 7), request.stackName());
    assertEquals("lastgood-name", request.changeSetName());
    assertEquals("lastgood-name", request.clientToken());
    assertEquals(ChangeSetType.UPDATE, request.changeSetType());
    assertEquals(StackBuilder.TEMPLATE, request.templateBody());
    assertEquals(List.of("CAPABILITY_IAM"), request.capabilitiesAsStrings());
    assertEquals(
        "team=shop", request.tags().getFirst().key() + "=" + request.tags().getFirst().value());
    assertNull(request.roleARN(), "the stack's own role is used");
    assertNull(request.deploymentMode());
    assertFalse(request.includeNestedStacks());
  }

  @Test
  @DisplayName("has every parameter of the point: one left out would get its default")
  void parameters() {
    CreateChangeSetRequest request =
        request(
            web()
                .parameter("Image", new Reference("{{resolve:ssm:/web/image:3}}", Optional.empty()))
                .parameter("Names", new Reference("/web/names", Optional.of("a,b")))
                .parameter("Size", new Plain("2")),
            web().parameter("Size", new Plain("0")).parameter("Newer", new Plain("1")));
    assertEquals(
        List.of(
            Parameter.builder()
                .parameterKey("Image")
                .parameterValue("{{resolve:ssm:/web/image:3}}")
                .build(),
            Parameter.builder().parameterKey("Names").parameterValue("/web/names").build(),
            Parameter.builder().parameterKey("Size").parameterValue("2").build()),
        request.parameters());
  }

  @Test
  @DisplayName("keeps a NoEcho parameter as it is now, and leaves it out where there is none now")
  void secrets() {
    StackBuilder good = web().parameter("Password", new Secret());
    assertEquals(
        List.of(Parameter.builder().parameterKey("Password").usePreviousValue(true).build()),
        request(good, web().parameter("Password", new Secret())).parameters());
    assertEquals(List.of(), request(good, web()).parameters(), "its default");
  }

  @Test
  @DisplayName("has no rollback triggers, and monitors nothing, whatever the point had")
  void rollbackTriggers() {
    CreateChangeSetRequest request =
        request(web().trigger("arn:alarm"), web().trigger("arn:alarm"));
    assertEquals(0, request.rollbackConfiguration().monitoringTimeInMinutes());
    assertTrue(request.rollbackConfiguration().hasRollbackTriggers(), "said, not left out");
    assertEquals(List.of(), request.rollbackConfiguration().rollbackTriggers());
  }

  @Test
  @DisplayName("is drift-aware where resources are put right that were changed beside the stack")
  void drift() {
    keep(web());
    assertEquals(
        DeploymentMode.REVERT_DRIFT,
        request("eu-west-1", web(), web(), new StackAction.RevertDrift("It is put right.", 90))
            .deploymentMode());
  }

  /** A template of so many bytes, of which a character takes two. */
  private static StackBuilder ofBytes(int bytes) {
    String before = "{\"Description\": \"";
    String after = "\", \"Resources\": {}}";
    int left = bytes - before.length() - after.length();
    return web().template(before + "é".repeat(left / 2) + "e".repeat(left % 2) + after);
  }

  @Test
  @DisplayName("holds a template of up to 51,200 bytes, and names a longer one by its URL")
  void sizes() {
    CreateChangeSetRequest fits = request(ofBytes(BODY_BYTES_MAX), web());
    assertEquals(BODY_BYTES_MAX, fits.templateBody().getBytes(StandardCharsets.UTF_8).length);
    assertNull(fits.templateURL());

    StackBuilder large = ofBytes(BODY_BYTES_MAX + 1);
    CreateChangeSetRequest tooLarge = request(large, web());
    assertNull(tooLarge.templateBody());
    assertEquals(
        "https://lastgood-points.s3.eu-west-1.amazonaws.com/" + keep(large),
        tooLarge.templateURL());
  }

  @Test
  @DisplayName("names a template by the URL that S3 has in the Region's partition")
  void partitions() {
    StackBuilder large = ofBytes(BODY_BYTES_MAX + 1);
    String key = keep(large);
    Map<String, String> suffixes =
        Map.of("cn-north-1", "amazonaws.com.cn", "us-gov-west-1", "amazonaws.com");
    suffixes.forEach(
        (region, suffix) ->
            assertEquals(
                "https://lastgood-points.s3." + region + "." + suffix + "/" + key,
                request(region, large, web(), StackSteps.CHANGE_BACK).templateURL()));
  }

  @Test
  @DisplayName("is nothing where the template is not there, or is not what was kept")
  void tampered() {
    StackBuilder goal = web();
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> request("eu-west-1", goal, web(), StackSteps.CHANGE_BACK))
            .getMessage();
    assertTrue(message.contains("is not there, or is not what was kept"), message);
    objects.put(keep(goal), "{\"Resources\": {}}");
    assertThrows(
        IllegalStateException.class,
        () -> request("eu-west-1", goal, web(), StackSteps.CHANGE_BACK));
  }
}
