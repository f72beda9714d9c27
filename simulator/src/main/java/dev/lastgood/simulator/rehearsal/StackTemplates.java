package dev.lastgood.simulator.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.handler.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.model.Capability;

/** Templates of a made-up shop, from which scenarios make theirs. */
final class StackTemplates {
  /** What a service needs to run: its function, a setting, a topic, and a table that holds data. */
  private static final String SERVICE =
      """
      {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": {
          "Release": { "Type": "String", "Default": "1" },
          "SchemaVersion": { "Type": "String", "Default": "1" }
        },
        "Resources": {
          "Service": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "FunctionName": { "Fn::Sub": "${AWS::StackName}-service" },
              "Code": {
                "S3Bucket": "shop-artifacts",
                "S3Key": { "Fn::Sub": "${AWS::StackName}-${Release}.zip" }
              },
              "MemorySize": 512,
              "Role": { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/shop-service" },
              "Runtime": "java25",
              "Handler": "shop.Service"
            }
          },
          "Limit": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {
              "Name": { "Fn::Sub": "/${AWS::StackName}/limit" },
              "Type": "String",
              "Value": "100"
            }
          },
          "Events": {
            "Type": "AWS::SNS::Topic",
            "Properties": {
              "TopicName": { "Fn::Sub": "${AWS::StackName}-events" },
              "DisplayName": "orders"
            }
          },
          "Table": {
            "Type": "AWS::DynamoDB::Table",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": {
              "BillingMode": "PAY_PER_REQUEST",
              "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
              "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }]
            }
          }
        },
        "Outputs": {
          "Release": { "Value": { "Ref": "Release" } }
        }
      }
      """;

  private static final String GROUP =
      """
      {
        "Type": "AWS::AutoScaling::AutoScalingGroup",
        "UpdatePolicy": {
          "AutoScalingRollingUpdate": { "MaxBatchSize": 3, "MinInstancesInService": 3 }
        },
        "Properties": {
          "AutoScalingGroupName": { "Fn::Sub": "${AWS::StackName}" },
          "MinSize": "3",
          "MaxSize": "12",
          "DesiredCapacity": "6",
          "VPCZoneIdentifier": ["%s"],
          "LaunchTemplate": {
            "LaunchTemplateId": { "Ref": "Template" },
            "Version": { "Fn::GetAtt": ["Template", "LatestVersionNumber"] }
          }
        }
      }
      """;

  private static final String NESTED =
      """
      {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": { "Release": { "Type": "String" } },
        "Resources": {
          "Worker": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "FunctionName": { "Fn::Sub": "${AWS::StackName}-worker" },
              "Code": {
                "S3Bucket": "shop-artifacts",
                "S3Key": { "Fn::Sub": "orders-production-${Release}.zip" }
              },
              "Role": { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/shop-service" },
              "Runtime": "java25",
              "Handler": "shop.Worker"
            }
          },
          "Limit": {
            "Type": "AWS::SSM::Parameter",
            "DependsOn": "Worker",
            "Properties": {
              "Name": { "Fn::Sub": "/${AWS::StackName}/limit" },
              "Type": "String",
              "Value": { "Ref": "Release" }
            }
          }
        }
      }
      """;

  private static final int LARGE_SETTINGS = 90;
  private static final int DESCRIPTION_SENTENCES = 35;

  private StackTemplates() {}

  /**
   * A template that can be varied.
   *
   * @param root the whole of it
   */
  record Document(ObjectNode root) {
    /** The same with something else in it. */
    Document with(Consumer<ObjectNode> change) {
      ObjectNode copy = root.deepCopy();
      change.accept(copy);
      return new Document(copy);
    }

    /** The same where a property of a resource has another value. */
    Document with(String logicalId, String property, Object value) {
      return with(
          copy ->
              ((ObjectNode) copy.at("/Resources/" + logicalId + "/Properties"))
                  .set(property, Json.MAPPER.valueToTree(value)));
    }

    /** The same with another resource. */
    Document withResource(String logicalId, String json) {
      return with(copy -> ((ObjectNode) copy.get("Resources")).set(logicalId, read(json)));
    }

    /** The same with another output. */
    Document withOutput(String name, String json) {
      return with(
          copy -> {
            ObjectNode outputs =
                copy.get("Outputs") instanceof ObjectNode there ? there : copy.putObject("Outputs");
            outputs.set(name, read(json));
          });
    }

    /** The same with another parameter. */
    Document withParameter(String name, String json) {
      return with(copy -> ((ObjectNode) copy.get("Parameters")).set(name, read(json)));
    }

    /** The same without a resource. */
    Document without(String logicalId) {
      return with(copy -> ((ObjectNode) copy.get("Resources")).remove(logicalId));
    }

    String text() {
      return root.toString();
    }
  }

  /**
   * What a stack is made from.
   *
   * @param template its template
   * @param parameters their values
   */
  record Made(Document template, Map<String, String> parameters) {
    Made {
      parameters = new TreeMap<>(parameters);
    }

    /** What whoever deploys it acknowledges. */
    List<Capability> capabilities() {
      return template.root().has("Transform")
          ? List.of(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND)
          : List.of(Capability.CAPABILITY_NAMED_IAM);
    }

    /** The same with another template. */
    Made with(Document other) {
      return new Made(other, parameters);
    }

    /** The same with another value of a parameter. */
    Made with(String parameter, String value) {
      Map<String, String> values = new TreeMap<>(parameters);
      values.put(parameter, value);
      return new Made(template, values);
    }
  }

  /** The same with so many settings that it fits no request. */
  static Made large() {
    Document template = service().template();
    for (int number = 1; number <= LARGE_SETTINGS; number++) {
      template =
          template.withResource(
              "Setting" + number,
              """
              {
                "Type": "AWS::SSM::Parameter",
                "Properties": {
                  "Name": { "Fn::Sub": "/${AWS::StackName}/setting-%1$d" },
                  "Description": "%2$s",
                  "Type": "String",
                  "Value": "%1$d"
                }
              }
              """
                  .formatted(number, "What it is for. ".repeat(DESCRIPTION_SENTENCES)));
    }
    return service().with(template);
  }

  /** The same with a password, which nobody can read back. */
  static Made withSecret() {
    Made service = service();
    return service
        .with(
            service
                .template()
                .withParameter("ApiKey", "{ \"Type\": \"String\", \"NoEcho\": true }")
                .withResource(
                    "Key",
                    """
                    {
                      "Type": "AWS::SSM::Parameter",
                      "Properties": {
                        "Name": { "Fn::Sub": "/${AWS::StackName}/key" },
                        "Type": "String",
                        "Value": { "Ref": "ApiKey" }
                      }
                    }
                    """))
        .with("ApiKey", "first");
  }

  /** A service on instances of a group that the stack owns. */
  static Made withGroup(String imageId, String subnets) {
    Made service = service();
    return service.with(
        service
            .template()
            .withResource(
                "Template",
                """
                {
                  "Type": "AWS::EC2::LaunchTemplate",
                  "Properties": {
                    "LaunchTemplateName": { "Fn::Sub": "${AWS::StackName}" },
                    "LaunchTemplateData": { "ImageId": "%s", "InstanceType": "t4g.small" }
                  }
                }
                """
                    .formatted(imageId))
            .withResource("Group", GROUP.formatted(subnets.replace(",", "\", \""))));
  }

  /**
   * The same where an update waits for each batch of instances to say that it serves; see "Update
   * policy" in the CloudFormation Template Reference Guide.
   */
  static Made withSignallingGroup(String imageId, String subnets) {
    Made made = withGroup(imageId, subnets);
    return made.with(
        made.template()
            .with(
                copy ->
                    ((ObjectNode) copy.at("/Resources/Group/UpdatePolicy/AutoScalingRollingUpdate"))
                        .put("WaitOnResourceSignals", true)
                        .put("PauseTime", "PT10M")));
  }

  /** A stack in which another is nested, whose template is in the team's bucket. */
  static Made withNested(String templateUrl) {
    Made service = service();
    return service.with(
        service
            .template()
            .withResource(
                "Inner",
                """
                {
                  "Type": "AWS::CloudFormation::Stack",
                  "Properties": {
                    "TemplateURL": "%s",
                    "Parameters": { "Release": { "Ref": "Release" } }
                  }
                }
                """
                    .formatted(templateUrl)));
  }

  /** The same with a table, whose key a parameter names. */
  static Made nestedWithTable() {
    Made nested = nested();
    return nested.with(
        nested
            .template()
            .withResource(
                "Table",
                """
                {
                  "Type": "AWS::DynamoDB::Table",
                  "DeletionPolicy": "Delete",
                  "UpdateReplacePolicy": "Delete",
                  "Properties": {
                    "BillingMode": "PAY_PER_REQUEST",
                    "AttributeDefinitions": [
                      { "AttributeName": { "Fn::Sub": "key${Release}" }, "AttributeType": "S" }
                    ],
                    "KeySchema": [
                      { "AttributeName": { "Fn::Sub": "key${Release}" }, "KeyType": "HASH" }
                    ]
                  }
                }
                """));
  }

  /**
   * A service with a database, whose name comes from the release, and with a nested stack.
   *
   * @param templateUrl where the nested stack's template is, of {@link #nestedWithData}
   */
  static Made withDatabase(String templateUrl) {
    Made nested = withNested(templateUrl);
    return nested.with(
        nested
            .template()
            .withResource(
                "Database",
                """
                {
                  "Type": "AWS::RDS::DBInstance",
                  "DeletionPolicy": "Delete",
                  "UpdateReplacePolicy": "Delete",
                  "Properties": {
                    "Engine": "postgres",
                    "DBInstanceClass": "db.t4g.medium",
                    "DBName": { "Fn::Sub": "orders${Release}" },
                    "AllocatedStorage": "50",
                    "MultiAZ": true,
                    "StorageEncrypted": true
                  }
                }
                """));
  }

  /** What is nested, with a cluster, an instance of it and a volume, which the release names. */
  static Made nestedWithData() {
    Made nested = nested();
    return nested.with(
        nested
            .template()
            .withResource(
                "Cluster",
                """
                {
                  "Type": "AWS::RDS::DBCluster",
                  "DeletionPolicy": "Delete",
                  "UpdateReplacePolicy": "Delete",
                  "Properties": {
                    "Engine": "aurora-postgresql",
                    "DatabaseName": { "Fn::Sub": "stock${Release}" },
                    "StorageEncrypted": true
                  }
                }
                """)
            .withResource(
                "Member",
                """
                {
                  "Type": "AWS::RDS::DBInstance",
                  "DeletionPolicy": "Delete",
                  "UpdateReplacePolicy": "Delete",
                  "Properties": {
                    "Engine": "aurora-postgresql",
                    "DBInstanceClass": "db.r8g.large",
                    "DBClusterIdentifier": { "Ref": "Cluster" }
                  }
                }
                """)
            .withResource(
                "Volume",
                """
                {
                  "Type": "AWS::EC2::Volume",
                  "DeletionPolicy": "Delete",
                  "UpdateReplacePolicy": "Delete",
                  "Properties": {
                    "AvailabilityZone": "eu-west-1a",
                    "Size": 40,
                    "Encrypted": true,
                    "SnapshotId": { "Fn::Sub": "snap-0000000000000000${Release}" }
                  }
                }
                """));
  }

  /** What is nested in others. */
  static Made nested() {
    return new Made(new Document((ObjectNode) read(NESTED)), Map.of("Release", "1"));
  }

  /** A stack whose export others import. */
  static Made exporting(String exportName) {
    Made service = service();
    return service.with(
        service
            .template()
            .withOutput(
                "Topic",
                "{ \"Value\": { \"Ref\": \"Events\" }, \"Export\": { \"Name\": \"%s\" } }"
                    .formatted(exportName)));
  }

  /** A stack that imports an export. */
  static Made importing(Made made, String exportName) {
    return made.with(
        made.template()
            .withResource(
                "Pointer",
                """
                {
                  "Type": "AWS::SSM::Parameter",
                  "Properties": {
                    "Name": { "Fn::Sub": "/${AWS::StackName}/topic" },
                    "Type": "String",
                    "Value": { "Fn::ImportValue": "%s" }
                  }
                }
                """
                    .formatted(exportName)));
  }

  /** A service of its own. */
  static Made service() {
    return new Made(
        new Document((ObjectNode) read(SERVICE)), Map.of("Release", "1", "SchemaVersion", "1"));
  }

  private static JsonNode read(String json) {
    return Json.read(json, JsonNode.class);
  }
}
