package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a template needs besides itself")
class AssetsTest {
  private static final String ID = "arn:aws:cloudformation:eu-west-1:000000000001:stack/web/1";
  private static final String TEMPLATE =
      """
      Transform: [AWS::LanguageExtensions, Company-Defaults]
      Parameters:
        Version: {Type: String, Default: v1}
      Resources:
        Data:
          Type: AWS::CloudFormation::Stack
          Properties:
            TemplateURL: !Sub 'https://templates.s3.${AWS::Region}.amazonaws.com/${Version}/data.yaml'
        Function:
          Type: AWS::Lambda::Function
          Properties:
            Code: {S3Bucket: !Sub 'code-${AWS::AccountId}', S3Key: f.zip, S3ObjectVersion: abc}
            Layers:
              - !Ref Own
              - !Sub 'arn:aws:lambda:${AWS::Region}:000000000001:layer:tools:3'
        Own:
          Type: AWS::Lambda::LayerVersion
          Properties: {Content: {S3Bucket: code, S3Key: !GetAtt Build.Key}}
        Container:
          Type: AWS::Lambda::Function
          Properties: {Code: {ImageUri: 'repo@sha256:12'}}
        Inline:
          Type: AWS::Lambda::Function
          Properties: {Code: {ZipFile: 'x'}}
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties: {ContainerDefinitions: [{Image: 'repo:latest'}]}
      """;

  private static final Asset OBJECT =
      new Asset.S3Object("code", "f.zip", Optional.empty(), "Function.Code");
  private static final Asset IMAGE = new Asset.Image("repo:latest", "Task");

  @Test
  @DisplayName("is told with parameters and pseudo parameters put in, and what cannot be told too")
  void told() {
    List<Asset> assets =
        Assets.of(
            new StackTemplate(TEMPLATE, TEMPLATE),
            "web",
            ID,
            Map.of("Version", new StackParameter.Plain("v7")));
    assertEquals(
        List.of(
            new Asset.Layer(
                "arn:aws:lambda:eu-west-1:000000000001:layer:tools:3", "Function.Layers"),
            new Asset.Macro("Company-Defaults"),
            new Asset.Image("repo:latest", "Task.ContainerDefinitions"),
            new Asset.Image("repo@sha256:12", "Container.Code.ImageUri"),
            new Asset.S3Object("code-000000000001", "f.zip", Optional.of("abc"), "Function.Code"),
            new Asset.S3Object("templates", "v7/data.yaml", Optional.empty(), "Data.TemplateURL"),
            new Asset.Untold(
                "{\"S3Bucket\":\"code\",\"S3Key\":{\"Fn::GetAtt\":[\"Build\",\"Key\"]}}",
                "Own.Content")),
        assets);
  }

  @ParameterizedTest
  @DisplayName("in S3 is found by any form of address")
  @CsvSource({
    "https://b.s3.eu-west-1.amazonaws.com/a/k.yaml, b, a/k.yaml, ",
    "https://b.s3.amazonaws.com/k.yaml, b, k.yaml, ",
    "https://b.s3-eu-west-1.amazonaws.com/k.yaml, b, k.yaml, ",
    "https://my.dotted.bucket.s3.eu-west-1.amazonaws.com/k, my.dotted.bucket, k, ",
    "https://s3.eu-west-1.amazonaws.com/b/a/k.yaml, b, a/k.yaml, ",
    "https://s3.amazonaws.com/b/k.yaml?versionId=x1, b, k.yaml, x1",
    "https://s3.cn-north-1.amazonaws.com.cn/b/k.yaml, b, k.yaml, ",
    "s3://b/a/k.yaml, b, a/k.yaml, "
  })
  void addresses(String address, String bucket, String key, String version) {
    assertEquals(
        Optional.of(new Asset.S3Object(bucket, key, Optional.ofNullable(version), "X")),
        Assets.s3Object(address, "X"));
  }

  @Test
  @DisplayName("that is no address of S3 is none")
  void noAddress() {
    for (String address : List.of("https://example.com/b/k", "k.yaml", "not an address", "s3:")) {
      assertEquals(Optional.empty(), Assets.s3Object(address, "X"), address);
    }
  }

  @Test
  @DisplayName(
      "speaks against going back where it is gone or overwritten, before what is unchecked")
  void judged() {
    Map<Asset, AssetReading> readings = new LinkedHashMap<>();
    readings.put(OBJECT, new AssetReading.Present(Optional.of("tag-1")));
    assertEquals(new AssetJudgement.AllThere(List.of()), Assets.judge(readings, Map.of()));
    assertEquals(
        new AssetJudgement.AllThere(List.of()),
        Assets.judge(readings, Map.of(OBJECT.name(), "tag-1")));
    readings.put(IMAGE, new AssetReading.NotLookedFor("it is elsewhere."));
    assertEquals(
        new AssetJudgement.AllThere(
            List.of("repo:latest, which Task needs, was not looked for: it is elsewhere.")),
        Assets.judge(readings, Map.of()));
    readings.put(IMAGE, new AssetReading.Unchecked("Rate exceeded"));
    assertEquals(
        new AssetJudgement.Unknown(
            List.of("repo:latest, which Task needs, was not seen: Rate exceeded")),
        Assets.judge(readings, Map.of()));
    assertEquals(
        new AssetJudgement.Missing(
            List.of(
                "s3://code/f.zip, which Function.Code needs, was overwritten: it is something"
                    + " else now.")),
        Assets.judge(readings, Map.of(OBJECT.name(), "tag-0")));
    readings.put(IMAGE, new AssetReading.Present(Optional.of("sha256:2")));
    assertEquals(
        new AssetJudgement.Missing(
            List.of("repo:latest, which Task needs, was overwritten: it is something else now.")),
        Assets.judge(readings, Map.of(IMAGE.name(), "sha256:1")));
    readings.put(IMAGE, new AssetReading.Unusable("is archived."));
    assertEquals(
        new AssetJudgement.Missing(List.of("repo:latest, which Task needs, is archived.")),
        Assets.judge(readings, Map.of(IMAGE.name(), "sha256:1")));
    readings.put(OBJECT, new AssetReading.Gone());
    assertInstanceOf(AssetJudgement.Missing.class, Assets.judge(readings, Map.of()));
  }
}
