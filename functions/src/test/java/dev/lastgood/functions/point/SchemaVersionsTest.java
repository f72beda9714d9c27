package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The body of a point that an older version wrote")
public class SchemaVersionsTest {
  /** As version 1 wrote it, byte for byte. */
  public static final String VERSION_1 =
      """
      {"capturedAt":"2026-03-01T10:45:00Z","configuration":{"availabilityZones":["eu-west-1a",\
      "eu-west-1b"],"capacityRebalance":false,"defaultCooldownSeconds":300,\
      "defaultInstanceWarmupSeconds":30,"healthCheckGracePeriodSeconds":300,\
      "healthCheckType":"ELB","instanceMaintenancePolicy":{"MinHealthyPercentage":90},\
      "launchTemplate":{"data":{"ImageId":"ami-1","InstanceType":"m7g.large"},\
      "id":"lt-0123456789abcdef0"},"maxSize":6,"minSize":1,\
      "newInstancesProtectedFromScaleIn":false,"subnetIds":["subnet-a","subnet-b"],\
      "suspendedProcesses":[],"tags":{"team":{"propagateAtLaunch":true,"value":"shop"}},\
      "targetGroupArns":["arn:tg-1"],"terminationPolicies":["Default"]},\
      "declaredVersion":"$Latest","fleet":{"desiredCapacity":2,"instances":[\
      {"availabilityZone":"eu-west-1a","healthStatus":"Healthy","healthyInService":true,\
      "instanceId":"i-00000000000000000","launchTemplateId":"lt-0123456789abcdef0",\
      "launchTemplateVersion":"1","lifecycleState":"InService","protectedFromScaleIn":false}]},\
      "groupName":"web-production","launchTemplateVersion":"1","schemaVersion":1,\
      "targetId":"web"}""";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("is read: all that it captured is there, and nothing else is made up")
  void versionOne() {
    assertTrue(PointBodies.isKnown(1));
    GroupBody body = assertInstanceOf(GroupBody.class, PointBodies.read(bytes(VERSION_1), 1));
    assertEquals(1, body.schemaVersion());
    assertEquals("1", body.launchTemplateVersion());
    assertEquals("$Latest", body.declaredVersion());
    assertTrue(body.followsAlias());
    GroupConfiguration configuration = body.configuration();
    assertEquals(
        new LaunchSource.Template(
            new LaunchTemplate(
                "lt-0123456789abcdef0", Map.of("ImageId", "ami-1", "InstanceType", "m7g.large"))),
        configuration.launch());
    assertEquals(1, configuration.minSize());
    assertEquals(List.of("arn:tg-1"), configuration.targetGroupArns());
    assertEquals(Optional.of(30), configuration.defaultInstanceWarmupSeconds());
    assertEquals(new GroupConfiguration.Tag("shop", true), configuration.tags().get("team"));
    assertEquals(Optional.empty(), configuration.furtherSettings());
    assertEquals(Optional.empty(), configuration.attachments());
    assertEquals(1, body.fleet().healthyInService());
  }

  @Test
  @DisplayName("says nothing of what a stack's assets were where it is of the first with stacks")
  void versionThree() {
    StackBody today = new StackBuilder("web").body();
    ObjectNode before = Json.MAPPER.valueToTree(today);
    before.put("schemaVersion", 3).remove("assetFingerprints");
    StackBody read =
        assertInstanceOf(StackBody.class, PointBodies.read(bytes(before.toString()), 3));
    assertEquals(new TreeMap<>(), read.assetFingerprints());
    assertEquals(today.identity(), read.identity());
    StackBody with = today.withAssetFingerprints(new TreeMap<>(Map.of("s3://code/f.zip", "tag")));
    assertEquals(with, PointBodies.read(bytes(Json.write(with)), StackBody.SCHEMA_VERSION));
    assertEquals(today.identity(), with.identity());
  }

  @Test
  @DisplayName("is refused by name where its version is unknown or it lacks what that version has")
  void refused() {
    assertFalse(PointBodies.isKnown(0));
    assertFalse(PointBodies.isKnown(StackBody.SCHEMA_VERSION + 1));
    for (String broken : List.of("[]", "{}", "{\"configuration\":{}}", "")) {
      assertThrows(MalformedEventException.class, () -> PointBodies.read(bytes(broken), 1), broken);
    }
  }
}
