package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Snapshots of volumes, which take time by the volumes' size and are described a little later than
 * they are taken; see "CreateSnapshot" and "Eventual consistency in the Amazon EC2 API". How long
 * they take is not published: these are guesses.
 */
public final class VolumeSnapshots {
  private static final int DEFAULT_GIB = 8;
  private static final Duration SHOWN_AFTER = Duration.ofSeconds(4);
  private static final Duration APART = Duration.ofSeconds(15);
  private static final int BASE_SECONDS = 40;

  private final VirtualTime time;
  private final String ownerId;
  private final Ids ids;
  private final Map<String, Taken> taken = new LinkedHashMap<>();
  private final Set<String> failing = new HashSet<>();
  private Function<String, Optional<Map<String, Object>>> volumes = _ -> Optional.empty();

  private record Taken(Snapshot described, Instant completeAt, boolean fails) {}

  VolumeSnapshots(VirtualTime time, String ownerId, Ids ids) {
    this.time = time;
    this.ownerId = ownerId;
    this.ids = ids;
  }

  /**
   * Says which volumes there are; without it, there are none.
   *
   * @param source finds a volume's properties, as templates name them, by its id
   */
  public void volumes(Function<String, Optional<Map<String, Object>>> source) {
    volumes = source;
  }

  /**
   * Lets every snapshot of a volume that is taken from now on end in an error.
   *
   * @param volumeId the volume
   */
  public void fail(String volumeId) {
    failing.add(volumeId);
  }

  /**
   * Whether there is a snapshot of a volume that is complete.
   *
   * @param volumeId the volume, which may be gone
   * @return true where a new volume can be made from one
   */
  public boolean isComplete(String volumeId) {
    return of(volumeId).anyMatch(snapshot -> snapshot.state() == SnapshotState.COMPLETED);
  }

  /**
   * How many snapshots were taken of a volume.
   *
   * @param volumeId the volume
   * @return all, whatever became of them
   */
  public int count(String volumeId) {
    return (int) of(volumeId).count();
  }

  private Stream<Snapshot> of(String volumeId) {
    return taken.values().stream()
        .map(this::now)
        .filter(snapshot -> snapshot.volumeId().equals(volumeId));
  }

  CreateSnapshotResponse create(CreateSnapshotRequest request) {
    Map<String, Object> volume =
        volumes
            .apply(request.volumeId())
            .orElseThrow(
                () ->
                    Ec2Errors.of(
                        Ec2Errors.VOLUME_NOT_FOUND,
                        "The volume '" + request.volumeId() + "' does not exist."));
    Instant now = time.now();
    boolean tooSoon =
        of(request.volumeId()).anyMatch(other -> now.isBefore(other.startTime().plus(APART)));
    if (tooSoon) {
      throw Ec2Errors.of(
          Ec2Errors.SNAPSHOT_RATE,
          "The maximum per volume CreateSnapshot request rate has been exceeded. Use an increasing"
              + " or variable sleep interval between requests.");
    }
    int gib = volume.get("Size") == null ? DEFAULT_GIB : Integer.parseInt(volume.get("Size") + "");
    Snapshot snapshot =
        Snapshot.builder()
            .snapshotId(ids.resource("snap-"))
            .volumeId(request.volumeId())
            .volumeSize(gib)
            .encrypted(Boolean.parseBoolean(volume.getOrDefault("Encrypted", false) + ""))
            .description(request.description())
            .ownerId(ownerId)
            .startTime(now)
            .tags(tags(request.tagSpecifications()))
            .build();
    taken.put(
        snapshot.snapshotId(),
        new Taken(
            snapshot, now.plusSeconds(BASE_SECONDS + gib), failing.contains(request.volumeId())));
    return CreateSnapshotResponse.builder()
        .snapshotId(snapshot.snapshotId())
        .volumeId(snapshot.volumeId())
        .volumeSize(gib)
        .encrypted(snapshot.encrypted())
        .description(snapshot.description())
        .ownerId(ownerId)
        .startTime(now)
        .state(SnapshotState.PENDING)
        .progress("")
        .tags(snapshot.tags())
        .build();
  }

  private static List<Tag> tags(List<TagSpecification> specifications) {
    return specifications.stream()
        .flatMap(
            specification -> {
              if (specification.resourceType() != ResourceType.SNAPSHOT) {
                throw notForSnapshots(specification);
              }
              return specification.tags().stream();
            })
        .toList();
  }

  private static Ec2Exception notForSnapshots(TagSpecification specification) {
    return Ec2Errors.of(
        Ec2Errors.INVALID_VALUE,
        "'"
            + specification.resourceTypeAsString()
            + "' is not a valid taggable resource type for this operation.");
  }

  boolean has(String snapshotId) {
    return Optional.ofNullable(taken.get(snapshotId)).filter(this::isShown).isPresent();
  }

  /** All that are described by now. */
  Stream<Snapshot> shown() {
    return taken.values().stream().filter(this::isShown).map(this::now);
  }

  private boolean isShown(Taken snapshot) {
    return !time.now().isBefore(snapshot.described().startTime().plus(SHOWN_AFTER));
  }

  private Snapshot now(Taken snapshot) {
    Snapshot.Builder described = snapshot.described().toBuilder();
    if (time.now().isBefore(snapshot.completeAt())) {
      Duration whole = Duration.between(snapshot.described().startTime(), snapshot.completeAt());
      Duration part = Duration.between(snapshot.described().startTime(), time.now());
      return described
          .state(SnapshotState.PENDING)
          .progress(100 * part.toSeconds() / whole.toSeconds() + "%")
          .build();
    }
    return snapshot.fails()
        ? described
            .state(SnapshotState.ERROR)
            .stateMessage("An internal error occurred.")
            .progress("0%")
            .build()
        : described.state(SnapshotState.COMPLETED).progress("100%").build();
  }
}
