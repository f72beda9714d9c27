package dev.lastgood.simulator.cloudformation;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Deletes what is no longer wanted, or leaves it where a policy says so. */
final class DeletionStep implements ResourceStep {
  private final StackRegion region;
  private final LiveStack stack;
  private final LiveResource.Made made;
  private final boolean retained;

  DeletionStep(StackRegion region, LiveStack stack, LiveResource.Made made, boolean retained) {
    this.region = region;
    this.stack = stack;
    this.made = made;
    this.retained = retained;
  }

  @Override
  public String logicalId() {
    return made.definition().logicalId();
  }

  @Override
  public Pace pace() {
    return region.provider(made).pace();
  }

  @Override
  public boolean begin() {
    if (!made.exists()) {
      forget();
      return false;
    }
    if (retained) {
      tell(ResourceStatus.DELETE_SKIPPED, "");
      forget();
      return false;
    }
    tell(ResourceStatus.DELETE_IN_PROGRESS, "");
    return true;
  }

  @Override
  public void apply() throws ResourceFailure {
    region.troubles().checkDeletion(stack.name(), logicalId());
    region.provider(made).delete(made.physicalId());
  }

  @Override
  public Settling settling() throws ResourceFailure {
    return region.provider(made).vanishing(made.physicalId());
  }

  @Override
  public void complete() {
    tell(ResourceStatus.DELETE_COMPLETE, "");
    forget();
  }

  @Override
  public void configured() {
    complete();
  }

  @Override
  public void failed(String reason) {
    tell(ResourceStatus.DELETE_FAILED, reason);
  }

  @Override
  public void cancelled() {
    cancelled("Resource deletion cancelled");
  }

  @Override
  public void cancelled(String reason) {
    tell(ResourceStatus.DELETE_FAILED, reason);
  }

  /** What was replaced has a successor, whose status stays as it is. */
  private void tell(ResourceStatus status, String reason) {
    current()
        .ifPresentOrElse(
            resource -> region.events().resource(stack, resource, status, reason),
            () -> region.events().resource(stack, made, status, reason, Optional.empty()));
  }

  private Optional<LiveResource> current() {
    return stack
        .resource(logicalId())
        .filter(resource -> resource.physicalId().equals(made.physicalId()));
  }

  private void forget() {
    if (current().isPresent()) {
      stack.resources().remove(logicalId());
    }
  }
}
