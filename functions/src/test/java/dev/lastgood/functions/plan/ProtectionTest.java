package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.stack.SnapshotKind;
import dev.lastgood.functions.stack.StackCapture;
import dev.lastgood.functions.stack.StackResource;
import dev.lastgood.functions.stack.StackState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What snapshots protect of what a plan loses")
class ProtectionTest {
  private static final StackState EMPTY = state(List.of(), Map.of());

  private static StackState state(List<StackResource> resources, Map<String, StackCapture> nested) {
    StackState usual = new StackBuilder("web").body().state();
    return new StackState(
        usual.status(),
        usual.reason(),
        usual.lastUpdatedAt(),
        usual.outputs(),
        resources,
        usual.exports(),
        usual.parentId(),
        usual.rootId(),
        new TreeMap<>(nested));
  }

  private static StackCapture nested(StackState state) {
    StackBuilder inner = new StackBuilder("inner");
    return new StackCapture(
        "inner", StackBuilder.arn("inner", 1), inner.body().configuration(), state, inner.text());
  }

  private static StackResource resource(String logicalId, String type, String physicalId) {
    return new StackResource(logicalId, physicalId, type, "UPDATE_COMPLETE");
  }

  private static Loss loss(String name, String type, String physicalId) {
    return new Loss(
        name, Optional.of(new DataHolder(name, type, physicalId)), name + " would be removed.");
  }

  private static List<String> names(List<DataHolder> holders) {
    return holders.stream().map(DataHolder::name).toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "AWS::EC2::Volume, true",
    "AWS::RDS::DBInstance, true",
    "AWS::RDS::DBCluster, true",
    "AWS::RDS::GlobalCluster, false",
    "AWS::DocDB::DBCluster, false",
    "AWS::EC2::Instance, false",
    "AWS::DynamoDB::Table, false",
    "AWS::S3::Bucket, false",
    "AWS::EFS::FileSystem, false",
    "AWS::SQS::Queue, false",
    "Custom::Data, false"
  })
  @DisplayName("are volumes and databases, and nothing else")
  void types(String type, boolean snapshot) {
    Protection protection = Protection.of(List.of(loss("Data", type, "id")), EMPTY);
    assertEquals(snapshot ? List.of("Data") : List.of(), names(protection.snapshots()));
    assertEquals(snapshot ? List.of() : List.of("Data"), names(protection.unprotected()));
  }

  @Test
  @DisplayName("are told to whoever is to approve, and so is what is not protected")
  void says() {
    Protection protection =
        Protection.of(
            List.of(
                loss("Database", "AWS::RDS::DBInstance", "db"),
                loss("Inner.Volume", "AWS::EC2::Volume", "vol-1"),
                loss("Table", "AWS::DynamoDB::Table", "table"),
                new Loss("SchemaVersion", "The migration marker is another.")),
            EMPTY);
    assertEquals(
        List.of(
            "A snapshot is taken first of Database (AWS::RDS::DBInstance), Inner.Volume"
                + " (AWS::EC2::Volume), and nothing is changed before each is complete; what is"
                + " written after that is not in it. Snapshots are kept.",
            "No snapshot protects Table (AWS::DynamoDB::Table)."),
        protection.says());
    assertEquals(List.of(), Protection.of(List.of(), EMPTY).says());
  }

  @Test
  @DisplayName("are, where a nested stack goes, all that is in it, at any depth")
  void nestedStacks() {
    StackState innermost = state(List.of(resource("Disk", "AWS::EC2::Volume", "vol-2")), Map.of());
    StackState inner =
        state(
            List.of(
                resource("Database", "AWS::RDS::DBInstance", "db"),
                resource("Gone", "AWS::EC2::Volume", ""),
                resource("Queue", "AWS::SQS::Queue", "queue"),
                resource("Reader", "AWS::Lambda::Function", "reader"),
                resource("Deep", "AWS::CloudFormation::Stack", "deep")),
            Map.of("Deep", nested(innermost)));
    StackState live =
        state(
            List.of(
                resource("Inner", "AWS::CloudFormation::Stack", "inner"),
                resource("Kept", "AWS::EC2::Volume", "vol-1")),
            Map.of("Inner", nested(inner)));
    Protection all =
        Protection.of(List.of(loss("Inner", "AWS::CloudFormation::Stack", "inner")), live);
    assertEquals(List.of("Inner.Database", "Inner.Deep.Disk"), names(all.snapshots()));
    assertEquals(List.of("Inner.Queue"), names(all.unprotected()));
    Protection deep =
        Protection.of(List.of(loss("Inner.Deep", "AWS::CloudFormation::Stack", "deep")), live);
    assertEquals(List.of("Inner.Deep.Disk"), names(deep.snapshots()));
    assertEquals(
        new Protection(List.of(), List.of()),
        Protection.of(List.of(loss("Other.Deep", "AWS::CloudFormation::Stack", "x")), live));
  }

  @Test
  @DisplayName("are each loss that holds data once, on one side or the other, and take the longest")
  void inBulk() {
    Random chance = new Random(1);
    List<String> types =
        List.of(
            "AWS::EC2::Volume",
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBCluster",
            "AWS::DynamoDB::Table",
            "AWS::S3::Bucket");
    for (int round = 0; round < 2_000; round++) {
      List<Loss> losses = new ArrayList<>();
      for (int number = chance.nextInt(8); number > 0; number--) {
        String type = types.get(chance.nextInt(types.size()));
        losses.add(loss("R" + chance.nextInt(5) + type, type, "id"));
      }
      Protection protection = Protection.of(losses, EMPTY);
      long distinct = losses.stream().map(Loss::resource).distinct().count();
      assertEquals(
          distinct, protection.snapshots().size() + protection.unprotected().size(), "" + losses);
      assertTrue(
          protection.snapshots().stream()
              .allMatch(holder -> SnapshotKind.of(holder.type()).isPresent()));
      assertEquals(
          protection.snapshots().stream()
              .mapToInt(holder -> SnapshotKind.of(holder.type()).orElseThrow().forecastSeconds())
              .max()
              .orElse(0),
          protection.forecastSeconds());
    }
  }

  @Test
  @DisplayName("is read from a plan that an earlier version wrote, which told names alone")
  void earlier() {
    assertEquals(
        new Loss("Table", "It would be removed."),
        Json.read("{\"resource\": \"Table\", \"says\": \"It would be removed.\"}", Loss.class));
    Loss loss = loss("Database", "AWS::RDS::DBInstance", "db");
    assertEquals(loss, Json.read(Json.write(loss), Loss.class));
  }
}
