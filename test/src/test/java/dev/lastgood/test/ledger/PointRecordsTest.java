package dev.lastgood.test.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStatus;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Seal;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.TestPlatform;
import dev.lastgood.test.contract.OnEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("The records of recovery points")
@ExtendWith(OnEndpoint.class)
class PointRecordsTest {
  private static final Configuration CONFIGURATION =
      new Configuration("test", "111122223333", "eu-west-1", List.of());
  private static final Instant START = Instant.parse("2026-03-02T10:45:00Z");

  private static PointStore over(DynamoDbClient client) {
    SimulatedWorld world =
        new SimulatedWorld(new WorldSettings(CONFIGURATION, 1, FaultSettings.NONE, 1));
    return new PointStore(
        new TestPlatform(
            Map.of(
                DynamoDbClient.class,
                client,
                S3Client.class,
                world.s3().client(),
                KmsClient.class,
                world.kms().client()),
            world.time(),
            Map.of("STATE_TABLE", Stores.STATE, "BUCKET", "points", "SEAL_KEY_ID", "seal"),
            CONFIGURATION));
  }

  private static PointRecord record(
      String targetId, String identity, PointStatus status, Optional<Instant> promotedAt) {
    return new PointRecord(
        targetId,
        identity,
        status,
        new Seal("sha256-of-" + identity, "mac", START, 1),
        3,
        START,
        Optional.empty(),
        promotedAt);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("are those of one target, the newest promoted first, then those never promoted")
  void order(Engine engine) {
    engine.run(
        client -> {
          PointStore points = over(client);
          PointRecord candidate = record("web", "c", PointStatus.CANDIDATE, Optional.empty());
          PointRecord older = record("web", "b", PointStatus.GOOD, Optional.of(START));
          PointRecord newer =
              record("web", "a", PointStatus.GOOD, Optional.of(START.plusSeconds(60)));
          List.of(candidate, older, newer).forEach(points::index);
          points.index(record("web-2", "d", PointStatus.GOOD, Optional.of(START)));
          assertEquals(List.of(newer, older, candidate), points.points("web"));
          assertEquals(List.of(), points.points("shop"));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("are written over by what is known later")
  void writtenOver(Engine engine) {
    engine.run(
        client -> {
          PointStore points = over(client);
          points.index(record("web", "a", PointStatus.CANDIDATE, Optional.empty()));
          PointRecord good = record("web", "a", PointStatus.GOOD, Optional.of(START));
          points.index(good);
          assertEquals(List.of(good), points.points("web"));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.lastgood.test.ledger.Engine#all")
  @DisplayName("are read to the last page")
  void pages(Engine engine) {
    engine.run(
        client -> {
          PointStore points = over(client);
          List<PointRecord> written = new ArrayList<>();
          // A page of a query ends at 1 MB.
          String long_ = "x".repeat(350_000);
          for (int number = 0; number < 5; number++) {
            PointRecord record =
                new PointRecord(
                    "web",
                    "point-" + number,
                    PointStatus.GOOD,
                    new Seal("sha256", long_, START, 1),
                    3,
                    START,
                    Optional.empty(),
                    Optional.of(START.plusSeconds(number)));
            points.index(record);
            written.addFirst(record);
          }
          assertEquals(written, points.points("web"));
        });
  }
}
