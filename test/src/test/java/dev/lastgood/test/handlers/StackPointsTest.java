package dev.lastgood.test.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.AssetPlaces;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ConfigurationFile;
import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.point.CaptureHandler;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.SealCheck;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.restorable.Restorability;
import dev.lastgood.functions.restorable.StackLook;
import dev.lastgood.functions.stack.StackParameter;
import dev.lastgood.functions.stack.StackTemplate;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.Built;
import dev.lastgood.test.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@DisplayName("A recovery point of a stack in the bucket")
class StackPointsTest {
  private static final Configuration PRODUCTION =
      ConfigurationFile.read(Path.of("..", "lastgood.yaml"))
          .environment("production")
          .orElseThrow();
  private static final String STACK = "orders-production";
  private static final String SECRET = "hunter2-hunter2";
  private static final String TEMPLATE =
      """
      {"Parameters": {"Password": {"Type": "String", "NoEcho": true}, "Size": {"Type": "String"}},
       "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
       "Outputs": {"SchemaVersion": {"Value": "4"}}}
      """;
  private static final String TEMPLATE_KEY =
      "points/orders/templates/" + CanonicalJson.sha256OfText(TEMPLATE);

  private SimulatedWorld world;
  private TestPlatform platform;
  private S3Client s3;

  @BeforeEach
  void deploy() {
    world = new SimulatedWorld(new WorldSettings(PRODUCTION, 1, FaultSettings.NONE, 1));
    Built.PRODUCTION.deploy(world, WorldSettings.START);
    platform = Bytes.platform(world, PRODUCTION);
    s3 = world.s3().client();
  }

  private void stack(Optional<String> role) {
    CreateStackRequest.Builder request =
        CreateStackRequest.builder()
            .stackName(STACK)
            .templateBody(TEMPLATE)
            .parameters(
                Parameter.builder().parameterKey("Password").parameterValue(SECRET).build(),
                Parameter.builder().parameterKey("Size").parameterValue("2").build());
    role.ifPresent(
        name -> request.roleARN("arn:aws:iam::" + PRODUCTION.account() + ":role/" + name));
    world.cloudFormation().createSettled(request.build(), WorldSettings.START);
  }

  private String capture() {
    return Json.read(
            Bytes.call(new CaptureHandler(platform), "{\"targetIds\":[\"orders\"]}"),
            JsonNode.class)
        .path("targets")
        .path("orders")
        .asText();
  }

  private List<String> keys() {
    return s3
        .listObjectsV2(it -> it.bucket(platform.variable("BUCKET")).prefix("points/orders/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private String content(String key) {
    return s3.getObjectAsBytes(it -> it.bucket(platform.variable("BUCKET")).key(key))
        .asUtf8String();
  }

  private void put(String key, String text) {
    s3.putObject(
        it -> it.bucket(platform.variable("BUCKET")).key(key), RequestBody.fromString(text));
  }

  private PointRecord point() {
    List<PointRecord> points = new PointStore(platform).points("orders");
    assertEquals(1, points.size());
    return points.getFirst();
  }

  private StackBody body() {
    return assertInstanceOf(
        StackBody.class,
        assertInstanceOf(SealCheck.Sound.class, new PointStore(platform).read(point())).body());
  }

  private Optional<StackTemplate> template(StackBody body) {
    return new PointStore(platform)
        .template(
            "orders",
            body.configuration().templateSha256(),
            body.configuration().processedTemplateSha256());
  }

  private Restorability look() {
    return new StackLook(platform).look(body(), AssetPlaces.NONE);
  }

  @Test
  @DisplayName("is kept with its template apart, once, under its hash, and read back as it was")
  void kept() {
    stack(Optional.of("deploy"));
    assertTrue(capture().startsWith("A new candidate."));
    assertTrue(capture().startsWith("Unchanged."));
    assertEquals(2, keys().size(), keys()::toString);
    assertEquals(TEMPLATE, content(TEMPLATE_KEY));
    assertEquals(StackBody.SCHEMA_VERSION, point().seal().schemaVersion());

    StackBody body = body();
    assertEquals(STACK, body.stackName());
    assertEquals(point().identity(), body.identity());
    assertEquals(new StackParameter.Plain("2"), body.configuration().parameters().get("Size"));
    assertEquals("4", body.state().outputs().get("SchemaVersion").value());
    assertEquals(Optional.of(new StackTemplate(TEMPLATE, TEMPLATE)), template(body));
    assertInstanceOf(Restorability.Restorable.class, look());
  }

  private List<String> reasons() {
    return assertInstanceOf(Restorability.NotRestorable.class, lookEverywhere()).reasons();
  }

  private Restorability lookEverywhere() {
    return new StackLook(platform)
        .look(body(), PRODUCTION.target("orders").orElseThrow().assetPlaces());
  }

  /** What the template names besides itself; the first image by a tag, the second elsewhere. */
  private static String withAssets(String repository, String layer) {
    return """
        {"Transform": "ShopDefaults",
         "Resources": {
           "Worker": {"Type": "AWS::Lambda::Function",
             "Properties": {"Code": {"ImageUri": "%s:stable"}, "Layers": ["%s"]}},
           "Cache": {"Type": "AWS::Lambda::Function",
             "Properties": {"Code": {"ImageUri": "public.ecr.aws/redis:7"}}}}}
        """
        .formatted(repository, layer);
  }

  @Test
  @DisplayName("cannot be restored once its image, its layer or its macro is gone or another")
  void assets() {
    String repository = world.ecr().push("shop/orders", "sha256:" + "1".repeat(64), "stable");
    String layer =
        "arn:aws:lambda:%s:%s:layer:shop-telemetry:3"
            .formatted(PRODUCTION.region(), PRODUCTION.account());
    world.lambda().layers().publish(layer);
    world
        .cloudFormation()
        .createSettled(
            CreateStackRequest.builder()
                .stackName("macros")
                .templateBody(
                    """
                    {"Resources": {"Macro": {"Type": "AWS::CloudFormation::Macro",
                      "Properties": {"Name": "ShopDefaults", "FunctionName": "defaults"}}}}
                    """)
                .build(),
            WorldSettings.START);
    world
        .cloudFormation()
        .createSettled(
            CreateStackRequest.builder()
                .stackName(STACK)
                .templateBody(withAssets(repository, layer))
                .capabilities(Capability.CAPABILITY_AUTO_EXPAND)
                .roleARN("arn:aws:iam::" + PRODUCTION.account() + ":role/deploy")
                .build(),
            WorldSettings.START);
    assertTrue(capture().startsWith("A new candidate."));
    assertEquals(
        Map.of(repository + ":stable", "sha256:" + "1".repeat(64)), body().assetFingerprints());
    assertEquals(
        List.of(
            "public.ecr.aws/redis:7, which Cache.Code.ImageUri needs, was not looked for: it is in"
                + " no private registry of Amazon ECR."),
        assertInstanceOf(Restorability.Restorable.class, lookEverywhere()).notLookedFor());

    world.ecr().push("shop/orders", "sha256:" + "2".repeat(64), "stable");
    assertEquals(
        List.of(
            repository
                + ":stable, which Worker.Code.ImageUri needs, was overwritten: it is something else"
                + " now."),
        reasons());
    world.ecr().push("shop/orders", "sha256:" + "1".repeat(64), "stable");
    assertInstanceOf(Restorability.Restorable.class, lookEverywhere());

    world.ecr().archive("shop/orders", "sha256:" + "1".repeat(64));
    assertTrue(reasons().getFirst().contains("is archived"), reasons()::toString);
    world.ecr().push("shop/orders", "sha256:" + "1".repeat(64), "stable");

    world.lambda().layers().delete(layer);
    assertEquals(
        List.of(layer + ", which Worker.Layers needs, does not exist any more."), reasons());
    world.lambda().layers().publish(layer);

    world.cloudFormation().client().deleteStack(it -> it.stackName("macros"));
    world.time().run(WorldSettings.START.plus(Duration.ofHours(1)), () -> false);
    assertEquals(
        List.of("macro ShopDefaults, which Transform needs, does not exist any more."), reasons());
  }

  @Test
  @DisplayName("has a NoEcho parameter by its name alone, and its value nowhere")
  void secret() {
    stack(Optional.of("deploy"));
    capture();
    assertEquals(List.of("Password"), body().configuration().secretParameters());
    keys().forEach(key -> assertFalse(content(key).contains(SECRET), key));
  }

  @Test
  @DisplayName("is refused where its body is not what was sealed")
  void forgedBody() {
    stack(Optional.of("deploy"));
    capture();
    String key = point().bodyKey();
    put(key, content(key).replace("\"value\":\"2\"", "\"value\":\"9\""));
    assertInstanceOf(SealCheck.Broken.class, new PointStore(platform).read(point()));
  }

  @Test
  @DisplayName("cannot be restored where its template is not what was kept, or is not there")
  void forgedTemplate() {
    stack(Optional.of("deploy"));
    capture();
    put(TEMPLATE_KEY, TEMPLATE.replace("SQS::Queue", "SNS::Topic"));
    assertEquals(Optional.empty(), template(body()), "not what was kept");
    assertEquals(
        List.of("The template that was kept with it is not there, or is not what was kept."),
        assertInstanceOf(Restorability.NotRestorable.class, look()).reasons());
    s3.deleteObject(it -> it.bucket(platform.variable("BUCKET")).key(TEMPLATE_KEY));
    assertInstanceOf(Restorability.NotRestorable.class, look());
  }

  @Test
  @DisplayName("is made of a stack without a service role, and cannot be restored")
  void withoutRole() {
    stack(Optional.empty());
    assertTrue(capture().startsWith("A new candidate."));
    assertTrue(
        assertInstanceOf(Restorability.NotRestorable.class, look())
            .reasons()
            .getFirst()
            .startsWith("The stack has no service role"));
  }
}
