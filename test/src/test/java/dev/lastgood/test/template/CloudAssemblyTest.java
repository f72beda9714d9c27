package dev.lastgood.test.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.Resource;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An assembly")
class CloudAssemblyTest {
  private static final Path BUILT = Path.of("..", "infra", "target", "cdk.out");

  @TempDir Path folder;

  private static Resource named(CloudAssembly assembly, String type, String property, String name) {
    return assembly.resources(type).stream()
        .filter(resource -> name.equals(resource.properties().get(property)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("as the app synthesises it is resolved to the last value")
  void built() {
    CloudAssembly assembly = CloudAssembly.read(BUILT, "production");
    assertEquals("111122223333", assembly.account());
    assertEquals("eu-west-1", assembly.region());
    String text = assembly.resources().toString();
    assertFalse(text.contains("Fn::"), "no intrinsic function is left");
    assertFalse(text.contains("Ref="), "no reference is left");
    Resource rule = named(assembly, "AWS::Events::Rule", "Name", "lastgood-production-alarms");
    Map<?, ?> target = (Map<?, ?>) ((List<?>) rule.properties().get("Targets")).getFirst();
    assertEquals(
        "arn:aws:lambda:eu-west-1:111122223333:function:lastgood-production-detect:live",
        target.get("Arn"));
    assertEquals(
        Map.of("Arn", "arn:aws:sqs:eu-west-1:111122223333:lastgood-production-alarms-undelivered"),
        target.get("DeadLetterConfig"));
    Resource machine =
        named(
            assembly,
            "AWS::StepFunctions::StateMachine",
            "StateMachineName",
            "lastgood-production-incident");
    Map<?, ?> substitutions = (Map<?, ?>) machine.properties().get("DefinitionSubstitutions");
    assertEquals(
        "arn:aws:lambda:eu-west-1:111122223333:function:lastgood-production-close:1",
        substitutions.get("CloseFunctionArn"));
    assertEquals(
        "arn:aws:states:eu-west-1:111122223333:stateMachine:lastgood-production-recovery:1",
        substitutions.get("RecoveryStateMachineArn"));
    Resource capture =
        named(assembly, "AWS::Lambda::Function", "FunctionName", "lastgood-production-capture");
    Map<?, ?> variables =
        (Map<?, ?>) ((Map<?, ?>) capture.properties().get("Environment")).get("Variables");
    assertTrue(
        variables
            .get("SEAL_KEY_ID")
            .toString()
            .startsWith("arn:aws:kms:eu-west-1:111122223333:key/"),
        "a key of the other stack, by its export");
  }

  private CloudAssembly made(String resources) throws Exception {
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"artifacts": {
          "lastgood-a-state": {"type": "aws:cloudformation:stack",
            "environment": "aws://000000000001/cn-north-1",
            "properties": {"templateFile": "state.json"}},
          "lastgood-a-service": {"type": "aws:cloudformation:stack",
            "environment": "aws://000000000001/cn-north-1",
            "properties": {"templateFile": "service.json"}}}}
        """);
    Files.writeString(
        folder.resolve("state.json"),
        """
        {"Resources": {"B": {"Type": "AWS::S3::Bucket"}},
         "Outputs": {"O": {"Value": {"Fn::GetAtt": ["B", "Arn"]}, "Export": {"Name": "bucket"}}}}
        """);
    Files.writeString(
        folder.resolve("service.json"),
        """
        {"Parameters": {"P": {"Type": "String", "Default": "given"}},
         "Mappings": {"M": {"one": {"two": 3}}},
         "Conditions": {"Yes": {"Fn::Equals": [{"Ref": "P"}, "given"]},
                        "No": {"Fn::Not": [{"Condition": "Yes"}]},
                        "Both": {"Fn::And": [{"Condition": "Yes"}, {"Condition": "No"}]},
                        "Either": {"Fn::Or": [{"Condition": "Yes"}, {"Condition": "No"}]}},
         "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "notices"}},
                       "Absent": {"Type": "AWS::SNS::Topic", "Condition": "Both"},
                       "X": {"Type": "Any", "Properties": {"V": %s}}}}
        """
            .formatted(resources));
    return CloudAssembly.read(folder, "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"Ref": "AWS::Region"} | cn-north-1
          {"Ref": "AWS::URLSuffix"} | amazonaws.com.cn
          {"Ref": "T"} | arn:aws-cn:sns:cn-north-1:000000000001:notices
          {"Ref": "P"} | given
          {"Fn::ImportValue": "bucket"} | arn:aws-cn:s3:::lastgood-a-state-b
          {"Fn::Join": ["/", ["a", {"Ref": "P"}]]} | a/given
          {"Fn::Sub": "${P}-${AWS::AccountId}-${T.TopicArn}-${!P}"} | given-000000000001-arn:aws-cn:sns:cn-north-1:000000000001:notices-${P}
          {"Fn::Sub": ["${Q}", {"Q": {"Ref": "P"}}]} | given
          {"Fn::Select": [1, {"Fn::Split": [",", "a,b,c"]}]} | b
          {"Fn::If": ["Either", "yes", "no"]} | yes
          {"Fn::If": ["Both", "yes", "no"]} | no
          {"Fn::FindInMap": ["M", "one", "two"]} | 3
          {"Fn::Base64": "a"} | YQ==
          [1, {"Ref": "AWS::NoValue"}, 2] | [1, 2]
          """)
  @DisplayName("has each intrinsic function resolved as CloudFormation does")
  void resolved(String expression, String expected) throws Exception {
    CloudAssembly assembly = made(expression);
    assertEquals(expected, assembly.resources("Any").getFirst().properties().get("V").toString());
    assertEquals(1, assembly.resources("AWS::SNS::Topic").size(), "the other's condition fails");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"Ref": "Nobody"} | Nobody is no resource, and no parameter with a default
          {"Fn::GetAtt": ["T", "Colour"]} | The attribute Colour of AWS::SNS::Topic is not modelled
          {"Fn::ImportValue": "other"} | no stack exports other
          {"Fn::Cidr": []} | Fn::Cidr is not modelled
          {"Fn::Select": [3, ["a"]]} | Fn::Select finds no element 3
          """)
  @DisplayName("that cannot be resolved is refused with the stack, the resource and the property")
  void refused(String expression, String reason) {
    assertEquals(
        "lastgood-a-service X.V: " + reason,
        assertThrows(UnresolvableTemplateException.class, () -> made(expression)).getMessage());
  }

  @Test
  @DisplayName("that was not made is refused with the command that makes it")
  void missing() {
    assertTrue(
        assertThrows(
                UnresolvableTemplateException.class, () -> CloudAssembly.read(folder, "production"))
            .getMessage()
            .contains("npx cdk synth"));
    assertTrue(
        assertThrows(UnresolvableTemplateException.class, () -> CloudAssembly.read(BUILT, "other"))
            .getMessage()
            .contains("there is no stack lastgood-other-state"));
  }
}
