package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;

/** What a team's templates name besides objects in S3: images, a layer and a macro. */
final class TeamAssets {
  static final String REPOSITORY = "shop/orders";

  /** The tag that the team moves from release to release. */
  static final String TAG = "stable";

  static final String DIGEST_PARAMETER = "WorkerDigest";

  private static final String MACRO = "ShopDefaults";

  private static final String WORKER =
      """
      {
        "Type": "AWS::Lambda::Function",
        "Properties": {
          "FunctionName": { "Fn::Sub": "${AWS::StackName}-worker" },
          "PackageType": "Image",
          "Code": {
            "ImageUri": {
              "Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/%s"
            }
          },
          "Role": { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/shop-service" }
        }
      }
      """;

  private static final String MACRO_STACK =
      """
      {
        "Resources": {
          "Defaults": {
            "Type": "AWS::CloudFormation::Macro",
            "Properties": {
              "Name": "%s",
              "FunctionName": { "Fn::Sub": "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:shop-defaults" }
            }
          }
        }
      }
      """;

  private TeamAssets() {}

  /** The digest of a release's image. */
  static String digest(String release) {
    return "sha256:" + CanonicalJson.sha256OfText("image of release " + release);
  }

  /** A service with a worker whose image a parameter names by its digest. */
  static StackTemplates.Made withImage(SimulatedWorld world) {
    pushAll(world);
    StackTemplates.Made service = StackTemplates.service();
    return service
        .with(
            service
                .template()
                .withParameter(DIGEST_PARAMETER, "{ \"Type\": \"String\" }")
                .withResource(
                    "Worker", WORKER.formatted(REPOSITORY + "@${" + DIGEST_PARAMETER + "}")))
        .with(DIGEST_PARAMETER, digest("1"));
  }

  /** A service with a worker whose image is whatever the team's tag means. */
  static StackTemplates.Made withTag(SimulatedWorld world) {
    pushAll(world);
    StackTemplates.Made service = StackTemplates.service();
    return service.with(
        service.template().withResource("Worker", WORKER.formatted(REPOSITORY + ":" + TAG)));
  }

  /** The same, whose function has a layer, and whose template a macro processes. */
  static StackTemplates.Made withTagLayerAndMacro(SimulatedWorld world) {
    String layer =
        "arn:aws:lambda:%s:%s:layer:shop-telemetry:3"
            .formatted(world.account().region(), world.account().id());
    world.lambda().layers().publish(layer);
    world
        .cloudFormation()
        .createSettled(
            CreateStackRequest.builder()
                .stackName("shop-macros")
                .templateBody(MACRO_STACK.formatted(MACRO))
                .build(),
            WorldSettings.START.minus(Duration.ofDays(1)));
    StackTemplates.Made tagged = withTag(world);
    return tagged.with(
        tagged
            .template()
            .with("Service", "Layers", List.of(layer))
            .with(root -> root.put("Transform", MACRO)));
  }

  /** Release 1 is what the tag means. */
  private static void pushAll(SimulatedWorld world) {
    world.ecr().push(REPOSITORY, digest("1"), TAG);
    world.ecr().push(REPOSITORY, digest("2"));
  }
}
