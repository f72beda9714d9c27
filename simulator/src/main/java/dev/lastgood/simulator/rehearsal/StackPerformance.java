package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.invariant.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A script on stacks.
 *
 * @param stage the rehearsed target's
 * @param play makes it go wrong
 */
record StackPerformance(StackStage stage, StackScript.Play play) implements Performance {
  @Override
  public List<Truth> truths() {
    List<Truth> truths = new ArrayList<>(List.of(stage));
    truths.addAll(stage.companions());
    return truths;
  }

  @Override
  public String resourceName() {
    return stage.resourceName();
  }

  @Override
  public Instant restoredSince() {
    return stage.restoredSince();
  }

  @Override
  public Instant quietSince() {
    return stage.quietSince();
  }

  @Override
  public void tell(Timeline timeline) {
    stage.tell(timeline);
  }

  @Override
  public void begin(Timeline timeline) {
    play.begin(stage, timeline);
  }
}
