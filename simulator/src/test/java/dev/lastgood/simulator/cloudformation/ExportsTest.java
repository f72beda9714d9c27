package dev.lastgood.simulator.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayName("What a stack exports")
class ExportsTest {
  private static final String USER =
      "Resources: {S: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value: !ImportValue"
          + " NAME}}}";

  private final StackWorld world = new StackWorld(42);

  private static String exporting(String name, String value) {
    return "Resources: {T: {Type: 'AWS::SNS::Topic'}}\nOutputs: {O: {Value: "
        + value
        + ", Export: {Name: "
        + name
        + "}}}";
  }

  @BeforeEach
  void setUp() {
    world.settled(exporting("shared", "one"));
    world.settled("user", USER.replace("NAME", "shared"));
  }

  @Test
  @DisplayName("is listed with those who import it; that nobody does is an error")
  void listed() {
    assertEquals("one", world.client.listExports(it -> it.build()).exports().getFirst().value());
    assertEquals(
        List.of("user"), world.client.listImports(it -> it.exportName("shared")).imports());
    assertEquals(
        "one", world.cloudFormation.liveProperties("user", "S").orElseThrow().get("Value"));
    world.settled("other", exporting("lonely", "two"));
    CloudFormationException refusal =
        assertThrows(
            CloudFormationException.class,
            () -> world.client.listImports(it -> it.exportName("lonely")));
    assertEquals(
        "Export 'lonely' is not imported by any stack.", refusal.awsErrorDetails().errorMessage());
  }

  @Test
  @DisplayName("can be neither changed nor removed while it is in use")
  void bound() {
    world.update(exporting("shared", "two"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTold("Export shared cannot be updated as it is in use by user");
    world.update(exporting("other", "one"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTold("Export shared cannot be deleted as it is in use by user");
    assertEquals("one", world.stack().outputValues().get("O"));
    world.client.deleteStack(it -> it.stackName("web"));
    assertEquals(StackStatus.UPDATE_ROLLBACK_COMPLETE, world.over());
    assertTold("Delete canceled. Export shared cannot be deleted as it is in use by user");
  }

  @Test
  @DisplayName("is free again when its last user is gone")
  void free() {
    world.client.deleteStack(it -> it.stackName("user"));
    world.runUntil(() -> world.cloudFormation.stack("user").isEmpty());
    world.update(exporting("shared", "two"));
    assertEquals(StackStatus.UPDATE_COMPLETE, world.over());
    assertEquals("two", world.stack().outputValues().get("O"));
  }

  @Test
  @DisplayName("has to be there for those who import it, and once")
  void missing() {
    world.client.createStack(
        it -> it.stackName("late").templateBody(USER.replace("NAME", "nothing")));
    assertEquals(StackStatus.ROLLBACK_COMPLETE, world.over("late"));
    assertTrue(
        world.cloudFormation.stack("late").orElseThrow().events().stream()
            .anyMatch(
                event ->
                    String.valueOf(event.resourceStatusReason())
                        .contains("No export named nothing found.")));
    world.client.createStack(it -> it.stackName("twin").templateBody(exporting("shared", "three")));
    assertEquals(StackStatus.ROLLBACK_COMPLETE, world.over("twin"));
  }

  private void assertTold(String reason) {
    assertTrue(
        world.stack().events().stream()
            .anyMatch(event -> String.valueOf(event.resourceStatusReason()).startsWith(reason)),
        () -> world.stack().events().toString());
  }
}
