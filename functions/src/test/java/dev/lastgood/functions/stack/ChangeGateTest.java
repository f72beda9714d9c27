package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.stack.PlannedChange.Action;
import dev.lastgood.functions.stack.PlannedChange.Replacement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

@DisplayName("The gate before a change set")
class ChangeGateTest {
  private static final TemplateDocument LIVE =
      TemplateDocument.parse(
          """
          Resources:
            Orders: {Type: AWS::DynamoDB::Table}
            Kept:
              Type: AWS::DynamoDB::Table
              DeletionPolicy: Retain
              UpdateReplacePolicy: Retain
            Saved: {Type: AWS::RDS::DBInstance}
            Function: {Type: AWS::Lambda::Function}
            Odd: {Type: Acme::Store::Thing}
            Later: {Type: AWS::SQS::Queue, DeletionPolicy: !Ref Policy}
          """);

  private static PlannedChange change(
      String logicalId, String type, Action action, Replacement replacement, String... properties) {
    return new PlannedChange(logicalId, "", type, action, replacement, List.of(properties));
  }

  private static PlannedChange removed(String logicalId, String type) {
    return change(logicalId, type, Action.REMOVE, Replacement.FALSE);
  }

  private static ChangeGate judged(PlannedChange... changes) {
    return ChangeGate.judge(List.of(changes), LIVE, List.of());
  }

  private static String lost(PlannedChange... changes) {
    return String.join(
        " ", assertInstanceOf(ChangeGate.NeedsApproval.class, judged(changes)).lost());
  }

  @Test
  @DisplayName("is clear where nothing that holds data is replaced or removed")
  void clear() {
    assertEquals(
        new ChangeGate.Clear(),
        judged(
            change("Function", "AWS::Lambda::Function", Action.MODIFY, Replacement.TRUE),
            change("Orders", "AWS::DynamoDB::Table", Action.MODIFY, Replacement.FALSE, "Tags"),
            change("New", "AWS::DynamoDB::Table", Action.ADD, Replacement.FALSE),
            removed("Function", "AWS::Lambda::Function")));
  }

  @Test
  @DisplayName("stops a removal, and says what would be lost and what becomes of it")
  void removal() {
    assertEquals(
        "Orders (AWS::DynamoDB::Table) would be removed. It holds its items.",
        lost(removed("Orders", "AWS::DynamoDB::Table")));
    assertTrue(lost(removed("Saved", "AWS::RDS::DBInstance")).contains("a snapshot would be kept"));
    assertTrue(lost(removed("Later", "AWS::SQS::Queue")).contains("cannot be told"));
    assertEquals(new ChangeGate.Clear(), judged(removed("Kept", "AWS::DynamoDB::Table")));
  }

  @Test
  @DisplayName("stops a replacement even of what is kept: the new one is empty")
  void replacement() {
    assertEquals(
        "Kept (AWS::DynamoDB::Table) would be replaced by a new one without its items; the old one"
            + " would be kept, unused.",
        lost(change("Kept", "AWS::DynamoDB::Table", Action.MODIFY, Replacement.TRUE)));
    assertTrue(
        lost(change("Orders", "AWS::DynamoDB::Table", Action.MODIFY, Replacement.CONDITIONAL))
            .contains("might be replaced"));
    assertTrue(
        lost(change("Orders", "AWS::DynamoDB::Table", Action.DYNAMIC, Replacement.FALSE))
            .contains("only known once it is done"));
  }

  @Test
  @DisplayName("counts a type that it does not know, and custom resources, as holding data")
  void unknown() {
    assertTrue(lost(removed("Odd", "Acme::Store::Thing")).contains("does not know the type"));
    assertTrue(lost(removed("Seed", "Custom::Seed")).contains("does not know the type"));
  }

  @Test
  @DisplayName("stops a change in place that deletes data")
  void inPlace() {
    assertTrue(
        lost(change(
                "Log", "AWS::Logs::LogGroup", Action.MODIFY, Replacement.FALSE, "RetentionInDays"))
            .contains("a shorter retention deletes older log events"));
  }

  @Test
  @DisplayName("stops where a migration marker says that going back is unsafe")
  void marker() {
    assertEquals(
        new ChangeGate.NeedsApproval(List.of("The schema is at version 8.")),
        ChangeGate.judge(List.of(), LIVE, List.of("The schema is at version 8.")));
  }

  @Test
  @DisplayName("reads a change as CloudFormation describes it, and fears what it does not know")
  void described() {
    ResourceChange.Builder modified =
        ResourceChange.builder()
            .logicalResourceId("Orders")
            .physicalResourceId("orders-1")
            .resourceType("AWS::DynamoDB::Table")
            .action("Modify")
            .replacement("Conditional")
            .details(
                ResourceChangeDetail.builder()
                    .target(target -> target.attribute("Properties").name("KeySchema"))
                    .build(),
                ResourceChangeDetail.builder().target(target -> target.attribute("Tags")).build());
    assertEquals(
        new PlannedChange(
            "Orders",
            "orders-1",
            "AWS::DynamoDB::Table",
            Action.MODIFY,
            Replacement.CONDITIONAL,
            List.of("KeySchema")),
        PlannedChange.of(modified.build()));
    assertEquals(Action.DYNAMIC, PlannedChange.of(modified.action("Transmute").build()).action());
    assertEquals(
        Replacement.CONDITIONAL,
        PlannedChange.of(modified.replacement("Perhaps").build()).replacement());
  }

  @Test
  @DisplayName("has one list: no type both holds data and does not, and each has its reason")
  void list() {
    DataHolding.list()
        .forEach(
            (type, reason) -> {
              assertFalse(DataHolding.stateless().contains(type), type);
              assertFalse(reason.isBlank(), type);
            });
    assertEquals(Optional.of("its objects"), DataHolding.of("AWS::S3::Bucket"));
    assertTrue(DataHolding.list().size() > 50);
  }
}
