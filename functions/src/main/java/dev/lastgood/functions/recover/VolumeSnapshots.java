package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Pages;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.KeptSnapshot;
import dev.lastgood.functions.plan.DataHolder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Snapshots of EBS volumes, attached or not, encrypted as the volume is; see "CreateSnapshot" in
 * the Amazon EC2 API Reference.
 *
 * <p>The call takes no client token, so that a tag tells whose a snapshot is: it is looked for
 * before each attempt, and the SDK makes one attempt a call. What has just been made may not be
 * described yet, for up to a few minutes; see "Eventual consistency in the Amazon EC2 API" in the
 * Amazon EC2 Developer Guide.
 */
final class VolumeSnapshots implements Snapshots {
  /** How long a snapshot that may have been taken is looked for before it is taken again. */
  static final Duration SHOWN_WITHIN = Duration.ofMinutes(2);

  /** By which people find an incident's snapshots. */
  static final String INCIDENT_TAG = "lastgood:incident";

  /** By which the snapshot of one volume is found again. */
  static final String NAME_TAG = "lastgood:snapshot";

  /** "Error codes for the Amazon EC2 API": one snapshot of a volume at a time, and 15 s apart. */
  private static final String TOO_SOON = "SnapshotCreationPerVolumeRateExceeded";

  private final Ec2Client ec2;
  private final Mutations mutations;
  private final InstantSource clock;

  VolumeSnapshots(Platform platform, Mutations mutations) {
    this.ec2 = platform.client(Ec2Client.class);
    this.mutations = mutations;
    this.clock = platform.clock();
  }

  @Override
  public SnapshotReading read(StackStep step, DataHolder holder) {
    Optional<Snapshot> found =
        described(SnapshotCalls.name(step, holder), holder.physicalId()).stream()
            // Of two, which only an answer that came very late can leave, the better one counts.
            .min(
                Comparator.comparing(
                    (Snapshot snapshot) -> snapshot.state() != SnapshotState.COMPLETED));
    return found.isPresent() ? reading(found.get()) : unseen(step, holder);
  }

  private static SnapshotReading reading(Snapshot snapshot) {
    return switch (snapshot.state()) {
      case COMPLETED -> new SnapshotReading.Complete(snapshot.snapshotId());
      case PENDING ->
          new SnapshotReading.Taking(
              snapshot.snapshotId(), Objects.requireNonNullElse(snapshot.progress(), "0%"));
      case ERROR, RECOVERABLE, RECOVERING, UNKNOWN_TO_SDK_VERSION ->
          new SnapshotReading.Impossible(
              "Snapshot "
                  + snapshot.snapshotId()
                  + " is in the state "
                  + snapshot.stateAsString()
                  + Optional.ofNullable(snapshot.stateMessage())
                      .filter(message -> !message.isEmpty())
                      .map(message -> ": " + message)
                      .orElse("")
                  + ".");
    };
  }

  /** It is not described: there is none, or not yet, or somebody has deleted it. */
  private SnapshotReading unseen(StackStep step, DataHolder holder) {
    boolean taken = SnapshotCalls.isTaken(step, holder);
    if (!taken && !SnapshotCalls.isPerhapsTaken(step, holder)) {
      return new SnapshotReading.Absent();
    }
    Instant shownBy =
        SnapshotCalls.newest(step, holder).map(Entry::at).orElseThrow().plus(SHOWN_WITHIN);
    if (clock.instant().isBefore(shownBy)) {
      return new SnapshotReading.NotYet("Amazon EC2 does not show it yet.");
    }
    return taken
        ? new SnapshotReading.Impossible("The snapshot is gone that was taken of it.")
        : new SnapshotReading.Absent();
  }

  private List<Snapshot> described(String name, String volumeId) {
    return Pages.all(
        token ->
            ec2.describeSnapshots(
                DescribeSnapshotsRequest.builder()
                    .ownerIds("self")
                    .filters(
                        Filter.builder().name("volume-id").values(volumeId).build(),
                        Filter.builder().name("tag:" + NAME_TAG).values(name).build())
                    .nextToken(token)
                    .build()),
        DescribeSnapshotsResponse::snapshots,
        DescribeSnapshotsResponse::nextToken);
  }

  @Override
  public Chain take(StackStep step, DataHolder holder) {
    String name = SnapshotCalls.name(step, holder);
    return mutations.change(
        step,
        new Mutations.Change("CreateSnapshot", SnapshotCalls.says(step, holder), List.of()),
        () ->
            new KeptSnapshot(
                    ec2.createSnapshot(request(step, holder, name)).snapshotId(), holder.says())
                .details());
  }

  static CreateSnapshotRequest request(StackStep step, DataHolder holder, String name) {
    return CreateSnapshotRequest.builder()
        .volumeId(holder.physicalId())
        .description("Lastgood, incident " + step.chain().incidentId() + ": " + holder.name())
        .tagSpecifications(
            TagSpecification.builder()
                .resourceType(ResourceType.SNAPSHOT)
                .tags(
                    Tag.builder().key(INCIDENT_TAG).value(step.chain().incidentId()).build(),
                    Tag.builder().key(NAME_TAG).value(name).build())
                .build())
        .overrideConfiguration(
            override ->
                override.addPlugin(
                    client ->
                        client.overrideConfiguration(
                            settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))))
        .build();
  }

  @Override
  public boolean isForNow(AwsServiceException refused) {
    return refused.awsErrorDetails() != null
        && TOO_SOON.equals(refused.awsErrorDetails().errorCode());
  }
}
