package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.stack.PlannedChange.Action;
import dev.lastgood.functions.stack.PlannedChange.Replacement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The differences of two templates")
class TemplateDifferencesTest {
  private static final String GOOD =
      """
      Parameters:
        Stage: {Type: String}
      Mappings:
        Sizes: {prod: {memory: 512}}
      Conditions:
        IsProduction: !Equals [!Ref Stage, prod]
        IsLarge: !And [{Condition: IsProduction}, !Equals [a, a]]
      Resources:
        Subnets:
          Type: AWS::RDS::DBSubnetGroup
          Properties: {DBSubnetGroupName: data, SubnetIds: [subnet-1, subnet-2]}
        Database:
          Type: AWS::RDS::DBInstance
          Properties: {DBSubnetGroupName: !Ref Subnets, DBInstanceClass: db.m5.large}
        Queue:
          Type: AWS::SQS::Queue
          Properties: {QueueName: orders, VisibilityTimeout: 30}
        Function:
          Type: AWS::Lambda::Function
          Properties:
            Code: {S3Bucket: code, S3Key: v1.zip}
            MemorySize: !FindInMap [Sizes, prod, memory]
            Environment: {Variables: {QUEUE: !Ref Queue, STAGE: !Sub '${Stage}'}}
        Extra:
          Type: AWS::SQS::Queue
          Condition: IsLarge
      Outputs:
        Queue: {Value: !Ref Queue, Export: {Name: orders}}
      """;

  private static List<TemplateDifference> differences(String from, String to) {
    return TemplateDifferences.between(
        TemplateDocument.parse(GOOD), TemplateDocument.parse(GOOD.replace(from, to)));
  }

  private static Map<String, PlannedChange> changes(String from, String to, String... parameters) {
    return OfflineChanges.of(
            TemplateDocument.parse(GOOD),
            TemplateDocument.parse(GOOD.replace(from, to)),
            List.of(parameters),
            Map.of("Queue", "https://queue"))
        .stream()
        .collect(java.util.stream.Collectors.toMap(PlannedChange::logicalId, each -> each));
  }

  @Test
  @DisplayName("are told by resource and property, with what going back would do")
  void properties() {
    assertEquals(
        List.of(
            new TemplateDifference(
                "Resources",
                "Function",
                "AWS::Lambda::Function",
                "Properties.Code.S3Key",
                "v1.zip",
                "v2.zip",
                ChangeEffect.UPDATES)),
        differences("v1.zip", "v2.zip"));
    assertEquals(
        ChangeEffect.REPLACES,
        differences("QueueName: orders", "QueueName: x").getFirst().effect());
    assertEquals(
        ChangeEffect.UPDATES, differences("db.m5.large", "db.m5.xlarge").getFirst().effect());
    assertEquals(
        ChangeEffect.MAY_REPLACE,
        differences("DBInstanceClass: db.m5.large", "NewProperty: x").get(1).effect());
    assertEquals(
        "Resources.Subnets.Properties.SubnetIds[1]",
        differences("subnet-2", "subnet-3").getFirst().field());
  }

  @Test
  @DisplayName("in a function are told as a whole")
  void functions() {
    TemplateDifference difference =
        differences("!Ref Queue, STAGE", "!Ref Extra, STAGE").getFirst();
    assertEquals("Properties.Environment.Variables.QUEUE", difference.path());
    assertEquals("{\"Ref\":\"Queue\"}", difference.good());
  }

  @Test
  @DisplayName("of outputs and exports are told, and do nothing to resources")
  void outputs() {
    TemplateDifference difference = differences("Name: orders}}", "Name: sales}}").getFirst();
    assertEquals("Outputs.Queue.Export.Name", difference.field());
    assertEquals(Map.of(), changes("Name: orders}}", "Name: sales}}"));
  }

  @Test
  @DisplayName("become changes: what was added goes, what was removed comes")
  void addedAndRemoved() {
    Map<String, PlannedChange> changes =
        changes("  Extra:\n    Type: AWS::SQS::Queue", "  Other:\n    Type: AWS::SQS::Queue");
    assertEquals(Action.ADD, changes.get("Extra").action());
    assertEquals(Action.REMOVE, changes.get("Other").action());
  }

  @Test
  @DisplayName("replace what refers to what is replaced, down to the database")
  void cascade() {
    Map<String, PlannedChange> changes = changes("DBSubnetGroupName: data", "DBSubnetGroupName: x");
    assertEquals(Replacement.TRUE, changes.get("Subnets").replacement());
    assertEquals(
        Replacement.CONDITIONAL,
        changes.get("Database").replacement(),
        "the type has so many conditions that this version only fears it");
    changes = changes("QueueName: orders", "QueueName: x");
    assertEquals(Replacement.TRUE, changes.get("Queue").replacement());
    assertEquals("https://queue", changes.get("Queue").physicalId());
    assertEquals(
        new PlannedChange(
            "Function",
            "",
            "AWS::Lambda::Function",
            Action.MODIFY,
            Replacement.FALSE,
            List.of("Environment")),
        changes.get("Function"));
  }

  @Test
  @DisplayName(
      "of parameters and mappings reach the resources that use them, through conditions too")
  void indirect() {
    Map<String, PlannedChange> changes = changes("", "", "Stage");
    assertEquals(List.of("Environment"), changes.get("Function").properties());
    assertEquals(Replacement.CONDITIONAL, changes.get("Extra").replacement(), "it may come or go");
    assertEquals(
        List.of("MemorySize"), changes("memory: 512", "memory: 256").get("Function").properties());
  }
}
