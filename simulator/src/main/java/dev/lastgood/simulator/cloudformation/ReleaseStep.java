package dev.lastgood.simulator.cloudformation;

import java.util.Optional;

/** Lets a nested stack clean up, now that its parent does, and waits for it. Nothing is told. */
final class ReleaseStep implements ResourceStep {
  private final StackRegion region;
  private final LiveResource.Made made;

  ReleaseStep(StackRegion region, LiveResource.Made made) {
    this.region = region;
    this.made = made;
  }

  private Optional<LiveStack> child() {
    return region.find(made.physicalId());
  }

  @Override
  public String logicalId() {
    return made.definition().logicalId();
  }

  @Override
  public Pace pace() {
    return Pace.QUICK;
  }

  @Override
  public boolean begin() {
    Optional<Runnable> held = child().flatMap(LiveStack::run).flatMap(StackRun::held);
    held.ifPresent(Runnable::run);
    return held.isPresent();
  }

  @Override
  public void apply() {
    // It has been let go already.
  }

  @Override
  public Settling settling() {
    return child().filter(LiveStack::isAtWork).isPresent() ? Settling.WAITING : Settling.DONE;
  }

  @Override
  public void complete() {
    // The nested stack tells for itself.
  }

  @Override
  public void configured() {
    complete();
  }

  @Override
  public void failed(String reason) {
    // Cleaning up fails nobody.
  }

  @Override
  public void cancelled() {
    // Cleaning up is not cancelled.
  }

  @Override
  public void cancelled(String reason) {
    cancelled();
  }
}
