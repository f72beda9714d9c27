package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Makes a resource what a deployment says, on the way forward or back. */
final class DeploymentStep implements ResourceStep {
  private final StackRegion region;
  private final LiveStack stack;
  private final DeploymentRun deployment;
  private final TemplateResource definition;
  private final ResourceProvider provider;
  private Kind kind = Kind.UPDATE;
  private Map<String, Object> properties = Map.of();
  private Map<String, Object> before = Map.of();

  private enum Kind {
    CREATE,
    UPDATE,
    REPLACE,
    /** Back to the resource that an update put another one in the place of. */
    REVERT
  }

  DeploymentStep(
      StackRegion region, LiveStack stack, DeploymentRun deployment, TemplateResource definition) {
    this.region = region;
    this.stack = stack;
    this.deployment = deployment;
    this.definition = definition;
    this.provider = region.types().of(definition.type());
  }

  @Override
  public String logicalId() {
    return definition.logicalId();
  }

  @Override
  public Pace pace() {
    return provider.pace();
  }

  @Override
  public boolean begin() throws ResourceFailure {
    Optional<LiveResource> there =
        stack.resource(logicalId()).filter(resource -> resource.made().exists());
    if (there.isEmpty()) {
      kind = Kind.CREATE;
      LiveResource fresh =
          new LiveResource(
              new LiveResource.Made(definition, "", Map.of(), Map.of()),
              ResourceStatus.CREATE_IN_PROGRESS,
              region.now());
      stack.resources().put(logicalId(), fresh);
      announce(fresh, ResourceStatus.CREATE_IN_PROGRESS, "");
      properties = evaluated();
      return true;
    }
    LiveResource resource = there.get();
    try {
      properties = evaluated();
    } catch (ResourceFailure unresolvable) {
      announce(resource, ResourceStatus.UPDATE_IN_PROGRESS, "");
      throw unresolvable;
    }
    decide(resource);
    if (kind == Kind.UPDATE && isAsItShouldBe(resource)) {
      resource.made(made(resource.physicalId()));
      return false;
    }
    announce(
        resource,
        ResourceStatus.UPDATE_IN_PROGRESS,
        kind == Kind.REPLACE
            ? "Requested update requires the creation of a new physical resource; hence creating"
                + " one."
            : "");
    deployment.policy().check(stack, definition, kind == Kind.REPLACE);
    return true;
  }

  private void announce(LiveResource resource, ResourceStatus status, String reason) {
    resource.touched(true);
    if (!deployment.rollingBack()) {
      region.signals().forget(stack.name(), logicalId());
    }
    region.events().resource(stack, resource, status, reason);
  }

  private Map<String, Object> evaluated() throws ResourceFailure {
    try {
      StackScope scope = new StackScope(region, stack, deployment.target());
      Map<String, Object> evaluated = scope.properties(definition);
      deployment.imports().addAll(scope.imports());
      return evaluated;
    } catch (UnresolvableTemplateException unresolvable) {
      throw new ResourceFailure(unresolvable.reason());
    } catch (AwsServiceException refused) {
      throw new ResourceFailure(refused.awsErrorDetails().errorMessage());
    }
  }

  private void decide(LiveResource resource) {
    before = resource.made().properties();
    Optional<LiveResource.Made> stable =
        stack.stable().map(state -> state.resources().get(logicalId()));
    if (deployment.rollingBack() && deployment.realities().absent().contains(logicalId())) {
      kind = Kind.REVERT;
      return;
    }
    if (deployment.rollingBack()
        && stable.isPresent()
        && !stable.get().physicalId().equals(resource.physicalId())) {
      kind = Kind.REVERT;
      return;
    }
    if (!resource.type().equals(definition.type()) || isReplacing()) {
      kind = Kind.REPLACE;
      return;
    }
    if (deployment.revertsDrift()) {
      Optional<Map<String, Object>> actual = provider.read(resource.physicalId());
      if (actual.isEmpty()) {
        kind = Kind.CREATE;
        deployment.realities().absent().add(logicalId());
      } else if (provider.isDriftDetected()) {
        before = asFarAsToBeReverted(actual.get());
      }
    }
  }

  private boolean isReplacing() {
    Set<String> names = new HashSet<>(before.keySet());
    names.addAll(properties.keySet());
    return names.stream()
        .anyMatch(
            name ->
                provider.behaviour(name) == UpdateBehaviour.REPLACEMENT
                    && !Values.same(before.get(name), properties.get(name)));
  }

  /** What is really there, where a drift-aware operation does not leave that as it is. */
  private Map<String, Object> asFarAsToBeReverted(Map<String, Object> actual) {
    Map<String, Object> base = new TreeMap<>(before);
    for (String name : before.keySet()) {
      if (!provider.writeOnly().contains(name)
          && !provider.managedByAws().contains(name)
          && provider.behaviour(name) != UpdateBehaviour.REPLACEMENT
          && !Values.covers(before.get(name), actual.get(name))) {
        base.remove(name);
        if (actual.containsKey(name)) {
          base.put(name, actual.get(name));
        }
      }
    }
    return base;
  }

  private boolean isAsItShouldBe(LiveResource resource) {
    return !resource.touched()
        && Values.same(before, properties)
        && definition.node().equals(resource.made().definition().node())
        && tags().equals(resource.made().tags())
        && !(provider instanceof NestedStackProvider nested
            && nested.differs(resource.made(), properties, deployment.target()));
  }

  private Map<String, String> tags() {
    return provider.isTaggable()
        ? StackTags.handedOn(stack, deployment.target().tags(), logicalId())
        : Map.of();
  }

  private LiveResource.Made made(String physicalId) {
    return new LiveResource.Made(definition, physicalId, properties, tags());
  }

  private Desired desired() {
    Map<String, Object> wanted = new TreeMap<>(properties);
    wanted.putAll(deployment.reality(logicalId()));
    return new Desired(stack, definition, wanted, tags(), deployment.rollingBack());
  }

  @Override
  public void apply() throws ResourceFailure {
    region.troubles().checkChange(stack.name(), logicalId(), deployment.rollingBack());
    LiveResource resource = resource();
    switch (kind) {
      case CREATE -> create(resource);
      case REPLACE -> {
        requireOtherName();
        LiveResource.Made old = resource.made();
        create(resource);
        stack.replaced().add(old);
      }
      case REVERT -> {
        LiveResource.Made old = stack.stable().orElseThrow().resources().get(logicalId());
        if (region.provider(old).read(old.physicalId()).isEmpty()
            && !deployment.realities().absent().contains(logicalId())) {
          throw ResourceFailure.notFound(old.type(), old.physicalId());
        }
        resource.made(made(old.physicalId()));
        stack.replaced().removeIf(made -> made.physicalId().equals(old.physicalId()));
      }
      case UPDATE -> {
        if (!deployment.rollingBack()) {
          deployment.remember(logicalId(), provider, resource.physicalId(), properties);
        }
        provider.update(resource.physicalId(), before, desired());
        resource.made(made(resource.physicalId()));
      }
    }
    if (!(provider instanceof GenericProvider) || kind != Kind.UPDATE) {
      region.tell(stack, logicalId(), provider.read(resource.physicalId()));
    }
  }

  private void create(LiveResource resource) throws ResourceFailure {
    resource.made(made(provider.create(desired())));
    stack.created().add(resource.made());
  }

  /** See "Name type" in the AWS CloudFormation Template Reference Guide. */
  private void requireOtherName() throws ResourceFailure {
    Optional<Object> name = provider.nameProperty().map(properties::get);
    if (name.isPresent()
        && provider.nameProperty().map(before::get).equals(name)
        && resource().type().equals(definition.type())) {
      throw new ResourceFailure(
          "CloudFormation cannot update a stack when a custom-named resource requires replacing."
              + " Rename "
              + name.get()
              + " and update the stack again.");
    }
  }

  private LiveResource resource() {
    return stack.resource(logicalId()).orElseThrow();
  }

  @Override
  public Settling settling() throws ResourceFailure {
    return provider.settling(resource().physicalId(), desired());
  }

  @Override
  public void complete() {
    LiveResource resource = resource();
    resource.failedInRollback(false);
    if (deployment.rollingBack()) {
      resource.touched(false);
    }
    region
        .events()
        .resource(
            stack,
            resource,
            kind == Kind.CREATE ? ResourceStatus.CREATE_COMPLETE : ResourceStatus.UPDATE_COMPLETE,
            "");
  }

  @Override
  public void configured() {
    region
        .events()
        .configured(
            stack,
            resource(),
            kind == Kind.CREATE
                ? ResourceStatus.CREATE_IN_PROGRESS
                : ResourceStatus.UPDATE_IN_PROGRESS);
    complete();
  }

  @Override
  public void failed(String reason) {
    LiveResource resource = resource();
    resource.failedInRollback(deployment.rollingBack());
    region.events().resource(stack, resource, failedStatus(), reason);
  }

  @Override
  public void cancelled() {
    cancelled(kind == Kind.CREATE ? "Resource creation cancelled" : "Resource update cancelled");
  }

  @Override
  public void cancelled(String reason) {
    LiveResource resource = resource();
    resource.failedInRollback(false);
    if (provider instanceof NestedStackProvider nested) {
      nested.cancel(resource.physicalId());
    }
    region.events().resource(stack, resource, failedStatus(), reason);
  }

  private ResourceStatus failedStatus() {
    return kind == Kind.CREATE ? ResourceStatus.CREATE_FAILED : ResourceStatus.UPDATE_FAILED;
  }
}
