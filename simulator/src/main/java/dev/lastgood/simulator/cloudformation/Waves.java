package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.kernel.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Steps on resources, those of a wave side by side, wave after wave. Where one fails, those beside
 * it are cancelled and nothing more is begun, unless it is only cleaned up.
 */
final class Waves {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final StackRegion region;
  private final boolean express;
  private final boolean carriesOn;
  private final List<List<ResourceStep>> waves;
  private final Duration total;
  private final Consumer<List<String>> over;
  private final Set<ResourceStep> running = new LinkedHashSet<>();
  private final List<Cancellable> timers = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private int next;
  private boolean stopped;

  /**
   * Steps to be taken.
   *
   * @param total how long they take together, apart from what they wait for
   * @param express whether nothing is waited for
   * @param carriesOn whether the others go on where one fails
   * @param over told the resources that failed, at the end
   */
  Waves(
      StackRegion region,
      List<List<ResourceStep>> waves,
      Duration total,
      boolean express,
      boolean carriesOn,
      Consumer<List<String>> over) {
    this.region = region;
    this.waves = waves.stream().filter(wave -> !wave.isEmpty()).toList();
    this.total = total;
    this.express = express;
    this.carriesOn = carriesOn;
    this.over = over;
  }

  void start() {
    timers.add(region.time().after(Duration.ofMillis(500), this::nextWave));
  }

  /** Ends it here; what is under way fails for that reason. Nobody is told that it is over. */
  void stop(String reason) {
    if (!stopped) {
      stopped = true;
      timers.forEach(Cancellable::cancel);
      List.copyOf(running).forEach(step -> step.cancelled(reason));
      running.clear();
    }
  }

  private void nextWave() {
    if (stopped) {
      return;
    }
    if (next == waves.size() || !failed.isEmpty() && !carriesOn) {
      stopped = true;
      over.accept(failed);
      return;
    }
    List<ResourceStep> wave = waves.get(next++);
    Duration whole = share(wave);
    running.addAll(wave);
    boolean first = true;
    for (ResourceStep step : wave) {
      double part = first ? 1 : 0.5 + region.chance().nextDouble() / 2;
      first = false;
      if (stopped || !running.contains(step)) {
        continue;
      }
      try {
        if (step.begin()) {
          timers.add(
              region
                  .time()
                  .after(Duration.ofNanos((long) (whole.toNanos() * part)), () -> apply(step)));
        } else {
          ended(step);
        }
      } catch (ResourceFailure failure) {
        failed(step, failure);
      }
    }
  }

  private Duration share(List<ResourceStep> wave) {
    double weights = waves.stream().mapToDouble(Waves::weight).sum();
    return Duration.ofNanos((long) (total.toNanos() * weight(wave) / weights));
  }

  private static double weight(List<ResourceStep> wave) {
    return wave.stream()
        .mapToDouble(
            step ->
                switch (step.pace()) {
                  case QUICK -> 1;
                  case GROUP -> 6;
                  case DATABASE -> 12;
                })
        .max()
        .orElse(0);
  }

  private void apply(ResourceStep step) {
    if (!running.contains(step)) {
      return;
    }
    try {
      step.apply();
    } catch (ResourceFailure failure) {
      failed(step, failure);
      return;
    }
    if (express) {
      step.configured();
      ended(step);
    } else {
      look(step);
    }
  }

  private void look(ResourceStep step) {
    if (!running.contains(step)) {
      return;
    }
    try {
      if (step.settling() == Settling.WAITING) {
        timers.add(region.time().after(LOOK_EVERY, () -> look(step)));
        return;
      }
    } catch (ResourceFailure failure) {
      failed(step, failure);
      return;
    }
    step.complete();
    ended(step);
  }

  private void failed(ResourceStep step, ResourceFailure failure) {
    running.remove(step);
    step.failed(failure.getMessage());
    failed.add(step.logicalId());
    if (!carriesOn) {
      List.copyOf(running).forEach(ResourceStep::cancelled);
      running.forEach(other -> failed.add(other.logicalId()));
      running.clear();
    }
    goOnWhenWaveIsOver();
  }

  private void ended(ResourceStep step) {
    running.remove(step);
    goOnWhenWaveIsOver();
  }

  private void goOnWhenWaveIsOver() {
    if (running.isEmpty() && !stopped) {
      timers.forEach(Cancellable::cancel);
      timers.clear();
      timers.add(region.time().after(Duration.ZERO, this::nextWave));
    }
  }
}
