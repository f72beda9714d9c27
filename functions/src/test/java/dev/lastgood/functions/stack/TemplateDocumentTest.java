package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A template")
class TemplateDocumentTest {
  private static final String YAML =
      """
      AWSTemplateFormatVersion: 2010-09-09
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Password: {Type: String, NoEcho: yes}
        Size: {Type: Number, Default: 3}
      Conditions:
        Large: !Not [!Equals [!Ref Size, 1]]
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          Condition: Large
          DeletionPolicy: Retain
          Properties:
            QueueName: !Sub '${AWS::StackName}-orders'
            FifoQueue: true
            Tags:
              - {Key: account, Value: 012345678901}
        Function:
          Type: AWS::Lambda::Function
          Properties:
            Role: !GetAtt Role.Arn
            Subnets: !Split [',', !ImportValue network-subnets]
            Include:
              Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: s3://bucket/key}}
      Outputs:
        Url:
          Value: !Join ['', ['https://', !Ref Queue]]
          Export: {Name: orders-url}
      """;

  private static final String JSON =
      """
      {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": {
          "Password": {"Type": "String", "NoEcho": "true"},
          "Size": {"Type": "Number", "Default": 3}
        },
        "Conditions": {"Large": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Size"}, 1]}]}},
        "Resources": {
          "Queue": {
            "Type": "AWS::SQS::Queue",
            "Condition": "Large",
            "DeletionPolicy": "Retain",
            "Properties": {
              "QueueName": {"Fn::Sub": "${AWS::StackName}-orders"},
              "FifoQueue": "true",
              "Tags": [{"Key": "account", "Value": "012345678901"}]
            }
          },
          "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "Role": {"Fn::GetAtt": ["Role", "Arn"]},
              "Subnets": {"Fn::Split": [",", {"Fn::ImportValue": "network-subnets"}]},
              "Include": {
                "Fn::Transform": {
                  "Name": "AWS::Include",
                  "Parameters": {"Location": "s3://bucket/key"}
                }
              }
            }
          }
        },
        "Outputs": {
          "Url": {
            "Value": {"Fn::Join": ["", ["https://", {"Ref": "Queue"}]]},
            "Export": {"Name": "orders-url"}
          }
        }
      }
      """;

  @Test
  @DisplayName("is the same in YAML with short forms as in JSON")
  void forms() {
    assertEquals(
        List.of(),
        TemplateDifferences.between(TemplateDocument.parse(YAML), TemplateDocument.parse(JSON)));
  }

  @Test
  @DisplayName("tells its transforms and policies")
  void parts() {
    for (String text : List.of(YAML, JSON)) {
      TemplateDocument template = TemplateDocument.parse(text);
      assertEquals(List.of("AWS::Serverless-2016-10-31", "AWS::Include"), template.transforms());
      TemplateResource queue = template.resources().get("Queue");
      assertEquals(TemplateResource.Policy.RETAIN, queue.deletionPolicy());
      assertEquals(TemplateResource.Policy.DELETE, queue.updateReplacePolicy());
    }
  }

  @Test
  @DisplayName("keeps a database by a snapshot where it does not say otherwise")
  void snapshot() {
    Map<String, TemplateResource> resources =
        TemplateDocument.parse(
                """
                Resources:
                  Alone: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql}}
                  Member:
                    Type: AWS::RDS::DBInstance
                    Properties: {DBClusterIdentifier: !Ref Cluster}
                  Cluster: {Type: AWS::RDS::DBCluster}
                """)
            .resources();
    assertEquals(TemplateResource.Policy.SNAPSHOT, resources.get("Alone").deletionPolicy());
    assertEquals(TemplateResource.Policy.DELETE, resources.get("Member").deletionPolicy());
    assertEquals(TemplateResource.Policy.SNAPSHOT, resources.get("Cluster").deletionPolicy());
  }

  @Test
  @DisplayName("splits an attribute at its first point only, in either form")
  void attributes() {
    TemplateDocument template =
        TemplateDocument.parse(
            """
            Resources:
              A: {Type: X, Properties: {P: !GetAtt Nested.Outputs.Url}}
              B: {Type: X, Properties: {P: {Fn::GetAtt: Nested.Outputs.Url}}}
            """);
    template
        .find("Fn::GetAtt")
        .forEach(arguments -> assertEquals("[\"Nested\",\"Outputs.Url\"]", arguments.toString()));
  }

  @Test
  @DisplayName("that is none is refused with what stands there")
  void refused() {
    assertTrue(refusal("Resources:\n  A: [1\n").contains("no YAML in line"));
    assertTrue(refusal("{\"Resources\": [1}").contains("no JSON in line 1"));
    assertTrue(refusal("hello").contains("no CloudFormation template"));
    assertTrue(refusal("").contains("empty"));
    assertTrue(refusal("a: &a [*a]\nResources: {}\n").contains("alias"));
  }

  private static String refusal(String text) {
    return assertThrows(UnreadableTemplateException.class, () -> TemplateDocument.parse(text))
        .getMessage();
  }
}
