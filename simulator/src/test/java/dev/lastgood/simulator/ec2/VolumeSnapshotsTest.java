package dev.lastgood.simulator.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

@DisplayName("A snapshot of a simulated volume")
class VolumeSnapshotsTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
  private final Map<String, Map<String, Object>> volumes =
      new HashMap<>(Map.of("vol-1", Map.of("Size", 40, "Encrypted", true), "vol-2", Map.of()));
  private SimulatedEc2 ec2;
  private Ec2Client client;

  @BeforeEach
  void createRegion() {
    ec2 = Ec2Region.empty(time);
    ec2.snapshots().volumes(id -> Optional.ofNullable(volumes.get(id)));
    client = ec2.client();
  }

  private void passes(int seconds) {
    time.run(time.now().plus(Duration.ofSeconds(seconds)), () -> false);
  }

  private String taken(String volumeId, String name) {
    return client
        .createSnapshot(
            it ->
                it.volumeId(volumeId)
                    .tagSpecifications(
                        TagSpecification.builder()
                            .resourceType(ResourceType.SNAPSHOT)
                            .tags(Tag.builder().key("name").value(name).build())
                            .build()))
        .snapshotId();
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }

  private List<Snapshot> found(String volumeId, String name) {
    return client
        .describeSnapshots(
            it ->
                it.ownerIds("self")
                    .filters(filter("volume-id", volumeId), filter("tag:name", name)))
        .snapshots();
  }

  @Test
  @DisplayName("is pending, takes time by the volume's size, and stays where the volume goes")
  void complete() {
    String id = taken("vol-1", "a");
    passes(5);
    Snapshot pending = found("vol-1", "a").getFirst();
    assertEquals(SnapshotState.PENDING, pending.state());
    assertEquals("6%", pending.progress());
    assertTrue(pending.encrypted(), "as its volume is");
    assertFalse(ec2.snapshots().isComplete("vol-1"));
    volumes.remove("vol-1");
    passes(76);
    Snapshot complete = client.describeSnapshots(it -> it.snapshotIds(id)).snapshots().getFirst();
    assertEquals(SnapshotState.COMPLETED, complete.state());
    assertEquals(40, complete.volumeSize());
    assertTrue(ec2.snapshots().isComplete("vol-1"));
  }

  @Test
  @DisplayName("is described a little later than it is taken, and by its volume, tag and owner")
  void described() {
    taken("vol-1", "a");
    assertEquals(List.of(), found("vol-1", "a"), "not yet");
    passes(4);
    assertEquals(1, found("vol-1", "a").size());
    assertEquals(List.of(), found("vol-1", "b"));
    assertEquals(List.of(), found("vol-2", "a"));
    assertEquals(
        List.of(), client.describeSnapshots(it -> it.ownerIds("999999999999")).snapshots());
    assertThrows(
        UnsupportedOperationException.class,
        () -> client.describeSnapshots(it -> it.filters(filter("status", "pending"))));
  }

  @Test
  @DisplayName("is another each time, for the call knows no token, and not soon after another")
  void twice() {
    taken("vol-1", "a");
    assertEquals(
        "SnapshotCreationPerVolumeRateExceeded",
        assertThrows(Ec2Exception.class, () -> taken("vol-1", "a")).awsErrorDetails().errorCode());
    taken("vol-2", "a");
    passes(15);
    taken("vol-1", "a");
    passes(4);
    assertEquals(2, found("vol-1", "a").size());
    assertEquals(2, ec2.snapshots().count("vol-1"));
  }

  @Test
  @DisplayName("ends in an error where it is told to, and is refused of what is not there")
  void failing() {
    ec2.snapshots().fail("vol-1");
    taken("vol-1", "a");
    passes(90);
    assertEquals(SnapshotState.ERROR, found("vol-1", "a").getFirst().state());
    assertFalse(ec2.snapshots().isComplete("vol-1"));
    assertEquals(
        "InvalidVolume.NotFound",
        assertThrows(Ec2Exception.class, () -> taken("vol-3", "a")).awsErrorDetails().errorCode());
    assertThrows(
        Ec2Exception.class,
        () ->
            client.createSnapshot(
                it ->
                    it.volumeId("vol-2")
                        .tagSpecifications(
                            TagSpecification.builder().resourceType(ResourceType.VOLUME).build())));
  }
}
