package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.Unmodelled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/**
 * Amazon EC2 Auto Scaling: groups that keep their size, replace what is unhealthy, and are
 * refreshed, cancelled and rolled back by the rules of its API Reference and user guide.
 *
 * <p>Instances wait for lifecycle hooks; a warm pool has none, so neither do they wait there.
 *
 * <p>Not modelled, and refused by name where asked for: the refresh strategy ReplaceRootVolume.
 * Scaling policies, scheduled actions, notifications, warm pools, metrics collection, Classic Load
 * Balancers and VPC Lattice target groups are kept and described, and do nothing. The processes
 * AlarmNotification and ScheduledActions can be suspended; there is nothing yet for them to stop.
 */
public final class SimulatedAutoScaling {
  private final World world;
  private final AutoScalingApi api;
  private final GroupOperations groupOperations;
  private final AutoScalingClient client;

  /**
   * A Region without groups.
   *
   * @param neighbours what it works with
   * @param calls the door of its API
   * @param chance its source of chance
   * @param timings how long it takes
   * @param events takes its events, all best effort
   */
  public SimulatedAutoScaling(
      Neighbours neighbours,
      Calls calls,
      Chance chance,
      AutoScalingTimings timings,
      EventSink events) {
    this.world = new World(neighbours, chance, timings, events, calls.faults());
    var operations = AutoScalingReads.Operations.of(world);
    this.groupOperations = operations.groups();
    this.api = new AutoScalingApi(operations, calls, chance);
    this.client =
        Unmodelled.refused(AutoScalingClient.class, "Auto Scaling", api, AutoScalingErrors.COMMON);
  }

  /**
   * The API.
   *
   * @return a client for handlers (as strands) and for the world itself (outside strands)
   */
  public AutoScalingClient client() {
    return client;
  }

  /**
   * Creates a group whose instances have been in service and healthy for a while: nothing has to be
   * waited for, no activity is recorded.
   *
   * @param request what CreateAutoScalingGroup takes
   * @param since when its instances entered service
   * @return the group
   * @throws AwsServiceException what CreateAutoScalingGroup throws
   */
  public Group createSettled(CreateAutoScalingGroupRequest request, Instant since) {
    return groupOperations.createSettled(request, since);
  }

  /**
   * Gives a group tags as AWS's own services do, those that begin with {@code aws:} included.
   *
   * @param groupName the group
   * @param tags their values by their keys; all are propagated at launch
   * @throws AwsServiceException where there is no such group
   */
  public void tagByService(String groupName, Map<String, String> tags) {
    Group group = world.group(groupName);
    List<TagDescription> all = new ArrayList<>(group.settings().tags());
    all.removeIf(tag -> tags.containsKey(tag.key()));
    new TreeMap<>(tags)
        .forEach(
            (key, value) ->
                all.add(
                    GroupSettings.described(
                        Tag.builder().key(key).value(value).propagateAtLaunch(true).build(),
                        groupName)));
    world.change(group, group.settings().toBuilder().tags(all).build());
  }

  /**
   * Every group, those being deleted included.
   *
   * @return a view in the order of their names
   */
  public Collection<Group> groups() {
    return Collections.unmodifiableCollection(world.groups().values());
  }

  /**
   * One group.
   *
   * @param name its name
   * @return empty where it does not exist
   */
  public Optional<Group> group(String name) {
    return Optional.ofNullable(world.groups().get(name));
  }

  /**
   * Tells every change of groups, instances and refreshes.
   *
   * @param listener told at the instant of the change
   */
  public void listen(GroupListener listener) {
    world.listeners().add(listener);
  }

  /**
   * Lets handlers' changes be refused with {@code ResourceContention} now and then.
   *
   * @param rate how often, 0 (as at first) to 1
   */
  public void resourceContention(double rate) {
    api.contentionRate(rate);
  }

  /**
   * Lets handlers' changes of a group that is scaling be refused with {@code
   * ScalingActivityInProgress} now and then; AWS does not say when it does.
   *
   * @param rate how often, 0 (as at first) to 1
   */
  public void scalingActivityInProgress(double rate) {
    world.conflicts().rate(rate);
  }

  /**
   * Chooses what a refresh does with a fleet that is unhealthy already, which AWS does not say.
   *
   * @param rule {@link UnhealthyFleet#PROCEEDS} at first
   */
  public void unhealthyFleet(UnhealthyFleet rule) {
    world.refreshes().unhealthyFleet(rule);
  }
}
