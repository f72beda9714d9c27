package dev.lastgood.simulator.cloudformation;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.Unmodelled;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/**
 * AWS CloudFormation: stacks that are created, updated, rolled back, continued and deleted, with
 * change sets, nested stacks, exports and drift, by the rules of its API Reference and user guide.
 *
 * <p>A resource is a map of properties, but for Auto Scaling groups and launch templates, which are
 * those of the simulated Auto Scaling and EC2. Who acts is not asked when a resource is changed:
 * what a service role may not do is a failure that a scenario asks for.
 */
public final class SimulatedCloudFormation {
  private final StackRegion region;
  private final StackOperations operations;
  private final CloudFormationClient client;

  /**
   * A Region without stacks.
   *
   * @param neighbours what it works with
   * @param calls the door of its API
   * @param chance its source of chance
   * @param timings how long it takes
   * @param events takes its events, which are durable
   */
  public SimulatedCloudFormation(
      StackNeighbours neighbours,
      Calls calls,
      Chance chance,
      CloudFormationTimings timings,
      EventSink events) {
    this.region = new StackRegion(neighbours, chance, timings, events);
    CloudFormationReads.Operations all = CloudFormationReads.Operations.of(region);
    this.operations = all.stacks();
    this.client =
        Unmodelled.refused(
            CloudFormationClient.class,
            "CloudFormation",
            new CloudFormationApi(all, calls),
            CloudFormationErrors.COMMON);
  }

  /**
   * The API.
   *
   * @return a client for handlers (as strands) and for the world itself (outside strands)
   */
  public CloudFormationClient client() {
    return client;
  }

  /**
   * Sets up a stack that has been there for a while: nothing has to be waited for, no event is
   * told. A group or a launch template of the name that the template gives is taken over.
   *
   * @param request what CreateStack takes
   * @param since when it was created
   * @return the stack, in CREATE_COMPLETE
   * @throws AwsServiceException what CreateStack throws
   * @throws IllegalArgumentException where a resource cannot be made
   */
  public LiveStack createSettled(CreateStackRequest request, Instant since) {
    LiveStack stack = operations.added(request, since);
    new SettledStacks(region).settle(stack, since);
    return stack;
  }

  /**
   * Starts an update as a deployment pipeline does, with a token of its own.
   *
   * @param request what UpdateStack takes; a token in it stays
   * @return the token that all events of the update carry
   * @throws AwsServiceException what UpdateStack throws
   */
  public String deploy(UpdateStackRequest request) {
    String token =
        Optional.ofNullable(request.clientRequestToken())
            .orElseGet(() -> "pipeline-" + region.ids().uuid());
    operations.update(request.toBuilder().clientRequestToken(token).build());
    return token;
  }

  /**
   * Every stack, deleted and nested ones included.
   *
   * @return a view in the order of their creation
   */
  public Collection<LiveStack> stacks() {
    return Collections.unmodifiableCollection(region.stacks());
  }

  /**
   * One stack.
   *
   * @param nameOrId its name, which finds no deleted ones, or its id
   * @return empty where it does not exist
   */
  public Optional<LiveStack> stack(String nameOrId) {
    return region.find(nameOrId);
  }

  /**
   * The stack that a change set is of.
   *
   * @param changeSetId the change set's ARN
   * @return empty where there is no such change set
   */
  public Optional<LiveStack> ofChangeSet(String changeSetId) {
    return region.stacks().stream()
        .filter(stack -> stack.changeSets().containsKey(changeSetId))
        .findFirst();
  }

  /**
   * The stack that one is nested in, however deep.
   *
   * @param nameOrId the inner one's name or id
   * @return itself where it is nested in none; empty where it does not exist
   */
  public Optional<LiveStack> outermost(String nameOrId) {
    return region.find(nameOrId).map(stack -> stack.root().orElse(stack));
  }

  /**
   * The name or ARN of a stack's resource.
   *
   * @param stackName the stack, by name or id
   * @param logicalId the resource's name in the template
   * @return empty where it has not been made
   */
  public Optional<String> physicalId(String stackName, String logicalId) {
    return made(stackName, logicalId).map(LiveResource.Made::physicalId);
  }

  /**
   * The type of a stack's resource.
   *
   * @param stackName the stack, by name or id
   * @param logicalId the resource's name in the template
   * @return empty where it has not been made
   */
  public Optional<String> resourceType(String stackName, String logicalId) {
    return made(stackName, logicalId).map(LiveResource.Made::type);
  }

  /**
   * All resources of a type that stacks have made, and that have no service of their own here.
   *
   * @param type as templates name it
   * @return what each is, as templates name its properties, by its physical id
   */
  public Map<String, Map<String, Object>> resources(String type) {
    return region.live().all(type);
  }

  /**
   * The stack that a resource belongs to, nested ones included.
   *
   * @param physicalId the resource's name or id
   * @return empty where it is no stack's now
   */
  public Optional<LiveStack> owner(String physicalId) {
    return region.stacks().stream()
        .filter(
            stack ->
                stack.logicalIds().stream()
                    .flatMap(logicalId -> stack.resource(logicalId).stream())
                    .anyMatch(resource -> resource.physicalId().equalsIgnoreCase(physicalId)))
        .findFirst();
  }

  /**
   * What a stack's resource really is, whatever the template says.
   *
   * @param stackName the stack, by name or id
   * @param logicalId the resource's name in the template
   * @return its properties as templates name them; empty where it is not there
   */
  public Optional<Map<String, Object>> liveProperties(String stackName, String logicalId) {
    return made(stackName, logicalId)
        .flatMap(made -> region.provider(made).read(made.physicalId()));
  }

  private Optional<LiveResource.Made> made(String stackName, String logicalId) {
    return region
        .find(stackName)
        .flatMap(stack -> stack.resource(logicalId))
        .map(LiveResource::made)
        .filter(LiveResource.Made::exists);
  }

  /**
   * Tells what resources become, those that are set up later included: an alarm may depend on it.
   * Changes of groups and launch templates that somebody makes past CloudFormation are not told.
   *
   * @param listener told at the instant of the change
   */
  public void listen(ResourceListener listener) {
    region.listeners().add(listener);
  }

  /**
   * Somebody changes a resource past CloudFormation.
   *
   * @param stackName the stack, by name or id
   * @param logicalId the resource's name in the template
   * @param property one of its properties, at the top
   * @param value a JSON value
   * @throws IllegalArgumentException where there is no such resource, or it does not take the value
   */
  public void resourceChangedOutside(
      String stackName, String logicalId, String property, Object value) {
    LiveStack stack = region.find(stackName).orElseThrow(() -> missing(stackName, logicalId));
    LiveResource.Made made =
        made(stackName, logicalId).orElseThrow(() -> missing(stackName, logicalId));
    TemplateResource bare =
        new TemplateResource(logicalId, Json.MAPPER.createObjectNode().put("Type", made.type()));
    ResourceProvider provider = region.provider(made);
    try {
      provider.update(
          made.physicalId(),
          Map.of(),
          new Desired(stack, bare, Map.of(property, value), Map.of(), false));
    } catch (ResourceFailure failure) {
      throw new IllegalArgumentException(failure.getMessage(), failure);
    }
    if (!(provider instanceof GenericProvider)) {
      region.tell(stack, logicalId, provider.read(made.physicalId()));
    }
  }

  /**
   * Somebody deletes a resource past CloudFormation.
   *
   * @param stackName the stack, by name or id
   * @param logicalId the resource's name in the template
   * @throws IllegalArgumentException where there is no such resource, or it cannot be deleted
   */
  public void resourceDeletedOutside(String stackName, String logicalId) {
    LiveResource.Made made =
        made(stackName, logicalId).orElseThrow(() -> missing(stackName, logicalId));
    try {
      region.provider(made).delete(made.physicalId());
    } catch (ResourceFailure failure) {
      throw new IllegalArgumentException(failure.getMessage(), failure);
    }
  }

  /**
   * Somebody makes a resource again that was deleted, by the same name and as it was.
   *
   * @param stackName the stack, by name or id
   * @param logicalId the resource's name in the template
   * @throws IllegalArgumentException where it was not deleted, or is a group, a launch template or
   *     a stack, which are made by their own services
   */
  public void resourceMadeAgain(String stackName, String logicalId) {
    LiveResource.Made made =
        made(stackName, logicalId).orElseThrow(() -> missing(stackName, logicalId));
    if (!region.live().makeAgain(made.type(), made.physicalId())) {
      throw missing(stackName, logicalId);
    }
  }

  /**
   * Somebody makes by its own API what some stack may have made before: if it was deleted beside
   * its stack, the stack finds it again.
   *
   * @param type the type as templates name it
   * @param physicalId the resource's name or ARN
   */
  public void madeOutside(String type, String physicalId) {
    region.live().makeAgain(type, physicalId);
  }

  private static IllegalArgumentException missing(String stackName, String logicalId) {
    return new IllegalArgumentException("There is no " + logicalId + " in " + stackName + ".");
  }

  /**
   * Lets each creation or change of a resource fail on the way forward.
   *
   * @param stackName the stack's name
   * @param logicalId the resource's name in the template
   * @param cause why, which also says what makes it go away
   */
  public void failUpdates(String stackName, String logicalId, FailureCause cause) {
    region.troubles().failUpdates(stackName, logicalId, cause);
  }

  /**
   * Lets a resource's way back fail, and so the rollback of its stack.
   *
   * @param stackName the stack's name
   * @param logicalId the resource's name in the template
   * @param cause why, which also says what makes it go away
   */
  public void failRollbacks(String stackName, String logicalId, FailureCause cause) {
    region.troubles().failRollbacks(stackName, logicalId, cause);
  }

  /**
   * Lets each deletion of a resource fail.
   *
   * @param stackName the stack's name
   * @param logicalId the resource's name in the template
   * @param cause why, which also says what makes it go away
   */
  public void failDeletions(String stackName, String logicalId, FailureCause cause) {
    region.troubles().failDeletions(stackName, logicalId, cause);
  }

  /**
   * Takes away whatever makes a resource fail.
   *
   * @param stackName the stack's name
   * @param logicalId the resource's name in the template
   */
  public void remedy(String stackName, String logicalId) {
    region.troubles().remedy(stackName, logicalId);
    region.signals().letThrough(stackName, logicalId);
  }

  /**
   * Lets a wait condition, or a group that waits for signals, wait for those in vain that are not
   * sent by SignalResource.
   *
   * @param stackName the stack's name
   * @param logicalId the resource's name in the template
   */
  public void withholdSignals(String stackName, String logicalId) {
    region.signals().withhold(stackName, logicalId);
  }

  /**
   * Lets the operations of a stack end when its configuration is there, without waiting for
   * stability: express mode, for which this SDK has no member.
   *
   * @param stackName the stack, by name or id
   * @param express whether from now on
   */
  public void express(String stackName, boolean express) {
    region.find(stackName).ifPresent(stack -> stack.express(express));
  }

  /**
   * Puts a stack into a status that no operation here leads to, such as those of imports. An event
   * is told.
   *
   * @param stackName the stack, by name or id
   * @param status any status
   * @param reason why; empty for none
   */
  public void putInto(String stackName, StackStatus status, String reason) {
    region.find(stackName).ifPresent(stack -> region.events().stack(stack, status, reason));
  }
}
