package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.invariant.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A script on groups.
 *
 * @param stage the rehearsed target's
 * @param play makes it go wrong
 */
record GroupPerformance(Stage stage, GroupScript.Play play) implements Performance {
  @Override
  public List<Truth> truths() {
    List<Truth> truths = new ArrayList<>(List.of(stage));
    truths.addAll(stage.companions());
    return truths;
  }

  @Override
  public String resourceName() {
    return stage.groupName();
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
    stage.world().autoScaling().listen(timeline);
  }

  @Override
  public void begin(Timeline timeline) {
    play.begin(stage, timeline);
  }
}
