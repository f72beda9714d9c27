package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.handler.UnavailableException;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.KeptSnapshot;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.plan.DataHolder;
import dev.lastgood.functions.plan.Loss;
import dev.lastgood.functions.plan.Planner;
import dev.lastgood.functions.plan.Protection;
import dev.lastgood.functions.stack.SnapshotKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Sees to it that what is about to be lost is in snapshots that are complete, where the plan says
 * so. Nothing of the stack changes before; no snapshot is ever deleted.
 */
final class DataProtector {
  /** What taking one more snapshot may need of an invocation: the call, and what is written. */
  private static final Duration TAKES = Duration.ofSeconds(12);

  private final Snapshots volumes;
  private final DatabaseSnapshots databases;
  private final Snapshots clusters;
  private final Mutations mutations;
  private final Ledger ledger;
  private final InstantSource clock;

  DataProtector(Platform platform, Mutations mutations) {
    this.volumes = new VolumeSnapshots(platform, mutations);
    this.databases = new DatabaseSnapshots(platform, mutations);
    this.clusters = new ClusterSnapshots(platform, mutations);
    this.mutations = mutations;
    this.ledger = new Ledger(platform);
    this.clock = platform.clock();
  }

  /** How far the protection is. */
  sealed interface Answer {
    /** The chain with all that the step has written. */
    Chain chain();

    /**
     * Whatever is lost now is in these snapshots.
     *
     * @param snapshots none where there was nothing to protect
     */
    record Protected(Chain chain, List<KeptSnapshot> snapshots) implements Answer {
      /** What they are, to be put behind what is done then; "" where there are none. */
      String says() {
        return snapshots.isEmpty()
            ? ""
            : " Complete before it: "
                + snapshots.stream()
                    .map(snapshot -> snapshot.snapshotId() + " of " + snapshot.of())
                    .collect(Collectors.joining(", "))
                + ".";
      }
    }

    /** Snapshots are being taken: look again later. */
    record Waiting(Chain chain, String says) implements Answer {}

    /** Not all of it can be protected: nothing may be lost. */
    record Impossible(Chain chain, String because) implements Answer {}
  }

  /**
   * Takes one step further.
   *
   * @param step the step that would lose something next
   * @param losses what it would lose
   */
  Answer protect(StackStep step, List<Loss> losses) {
    if (!step.plan().protectsData() || StackCalls.begun(step) != StackCalls.Begun.NO) {
      return new Answer.Protected(step.chain(), List.of());
    }
    Collection<DataHolder> holders = holders(step, losses);
    if (holders.isEmpty()) {
      return new Answer.Protected(step.chain(), List.of());
    }
    StackStep now = step;
    List<KeptSnapshot> complete = new ArrayList<>();
    List<DataHolder> absent = new ArrayList<>();
    List<String> waits = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    for (DataHolder holder : holders) {
      switch (kind(holder).read(now, holder)) {
        case SnapshotReading.Complete(String id) -> {
          now = answered(now, holder, id);
          complete.add(new KeptSnapshot(id, holder.says()));
        }
        case SnapshotReading.Taking(String id, String progress) -> {
          now = answered(now, holder, id);
          waits.add(holder.says() + " is being snapshotted: " + progress + ".");
        }
        case SnapshotReading.NotYet(String because) -> waits.add(holder.says() + ": " + because);
        case SnapshotReading.Impossible(String because) ->
            impossible.add(holder.says() + ": " + because);
        case SnapshotReading.Absent _ -> absent.add(holder);
      }
    }
    if (!impossible.isEmpty()) {
      return new Answer.Impossible(now.chain(), String.join(" ", impossible));
    }
    if (isTooLate(now)) {
      return new Answer.Impossible(
          now.chain(),
          "No time would be left for the change after them. "
              + (waits.isEmpty() ? "" : String.join(" ", waits)));
    }
    return absent.isEmpty() && waits.isEmpty()
        ? new Answer.Protected(now.chain(), complete)
        : take(now, absent, waits);
  }

  /** Each once: the instances of a cluster are kept with it, whose identifier knows no case. */
  private Collection<DataHolder> holders(StackStep step, List<Loss> losses) {
    Map<String, DataHolder> holders = new LinkedHashMap<>();
    for (DataHolder lost : Protection.of(losses, step.plan().before().state()).snapshots()) {
      DataHolder holder = holderOf(lost);
      holders.putIfAbsent(
          holder.type() + " " + holder.physicalId().toLowerCase(Locale.ROOT), holder);
    }
    return holders.values();
  }

  private Answer take(StackStep step, List<DataHolder> absent, List<String> waits) {
    StackStep now = step;
    for (DataHolder holder : absent) {
      if (now.invocation().timeLeft().get().compareTo(TAKES) < 0) {
        waits.add(holder.says() + " is next.");
        continue;
      }
      try {
        now = now.with(kind(holder).take(now, holder));
        waits.add(holder.says() + " is being snapshotted.");
      } catch (AwsServiceException refused) {
        if (UnavailableException.passes(refused)) {
          throw refused;
        }
        now = now.with(mutations.known(now));
        if (!kind(holder).isForNow(refused)) {
          return new Answer.Impossible(now.chain(), holder.says() + ": " + refused.getMessage());
        }
        waits.add(holder.says() + ": " + refused.getMessage());
      }
    }
    return new Answer.Waiting(now.chain(), String.join(" ", waits));
  }

  private DataHolder holderOf(DataHolder holder) {
    return holder.type().equals(SnapshotKind.DATABASE.type()) ? databases.holderOf(holder) : holder;
  }

  private Snapshots kind(DataHolder holder) {
    return switch (SnapshotKind.of(holder.type()).orElseThrow()) {
      case VOLUME -> volumes;
      case DATABASE -> databases;
      case DATABASE_CLUSTER -> clusters;
    };
  }

  /** A call whose answer was lost has taken it: the ledger has to name it all the same. */
  private StackStep answered(StackStep step, DataHolder holder, String snapshotId) {
    if (!SnapshotCalls.isPerhapsTaken(step, holder)) {
      return step;
    }
    Fact.Intent intent = (Fact.Intent) SnapshotCalls.newest(step, holder).orElseThrow().fact();
    return step.with(
        ledger.append(
            step.chain(),
            new Fact.Result(
                intent.callId(), true, new KeptSnapshot(snapshotId, holder.says()).details()),
            step.lease()));
  }

  /** What does not fit into the time left is not begun; by then, snapshots change nothing. */
  private boolean isTooLate(StackStep step) {
    long changeSeconds =
        (long) StackRunner.action(step).forecastSeconds() - step.plan().snapshotSeconds();
    Optional<Instant> last =
        step.chain()
            .facts(Fact.Opened.class)
            .findFirst()
            .map(opened -> Planner.lastInstant(opened.deadline()));
    return last.filter(clock.instant().plusSeconds(changeSeconds)::isAfter).isPresent();
  }
}
