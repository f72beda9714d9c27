package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.invariant.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a rehearsal sees of a stage, whatever the targets on it are. */
sealed interface Scene extends Served permits Stage, StackStage {
  /** What is true of each target, the one that is rehearsed first. */
  List<Truth> truths();

  /** The group that serves the requests; empty where none does. */
  Optional<Group> instances();

  /** The image that its instances run when all is well. */
  String goodImage();

  /** Since when the rehearsed target has been what it was; far in the future if it is not. */
  Instant restoredSince();

  /** Since when every alarm of it has been OK; far in the future if one is not. */
  Instant quietSince();

  /** The function that people's answers go to. */
  String answerFunction();

  /** From now on, or not any more, requests fail for a reason that lies outside the target. */
  void failBesides(boolean fails);

  /** A pipeline deploys to the rehearsed target, whatever is being done to it. */
  void deployBesides();

  /**
   * From now on, or not any more, requests of another target of the account fail: of the first of
   * the {@link #companions()}.
   */
  default void failNeighbour(boolean fails) {
    companions().getFirst().failBesides(fails);
  }

  /**
   * Somebody puts an instance that does not run the good version on standby, to look at it.
   *
   * @return its id; empty where there is none
   */
  default Optional<String> takeAside() {
    return Optional.empty();
  }

  /** Somebody puts an instance that was taken aside back into service. */
  default void putBack(String instanceId) {}

  /** The other targets of the account that the rehearsal is about. */
  List<? extends Scene> companions();

  /** Writes down from here on what happens to the targets. */
  void tell(Timeline timeline);
}
