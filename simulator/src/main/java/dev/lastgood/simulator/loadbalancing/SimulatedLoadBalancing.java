package dev.lastgood.simulator.loadbalancing;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Cancellable;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Elastic Load Balancing (version 2) as Auto Scaling groups use it: targets that are registered,
 * checked, drained and gone. See "Health checks for Application Load Balancer target groups".
 *
 * <p>Checks are not run one by one. Whatever changes what they would find ({@link
 * #checksWouldChange}) fixes the instant of the check at which the state follows, so that a steady
 * target costs nothing.
 */
public final class SimulatedLoadBalancing {
  /** Until a new target is checked at all; field reports and a guess. */
  private static final Timing REGISTRATION = new Timing(3, 15);

  private final VirtualTime time;
  private final Account account;
  private final RandomGenerator chance;
  private final Map<String, TargetGroupState> groups = new LinkedHashMap<>();
  private final List<TargetListener> listeners = new ArrayList<>();
  private final ElasticLoadBalancingV2Client client;

  /**
   * A Region without target groups.
   *
   * @param time its clock
   * @param calls the door of its API
   * @param chance its source of chance
   * @param account where it is
   */
  public SimulatedLoadBalancing(VirtualTime time, Calls calls, Chance chance, Account account) {
    this.time = time;
    this.account = account;
    this.chance = chance.stream("loadbalancing");
    this.client =
        Unmodelled.refused(
            ElasticLoadBalancingV2Client.class,
            "Elastic Load Balancing",
            new LoadBalancingApi(time, calls, groups),
            LoadBalancingErrors.COMMON);
  }

  /**
   * The API.
   *
   * @return a client for handlers and for the world
   */
  public ElasticLoadBalancingV2Client client() {
    return client;
  }

  /**
   * Creates a target group behind a load balancer that sends it traffic.
   *
   * @param settings its settings
   * @return its ARN
   */
  public String createTargetGroup(TargetGroupSettings settings) {
    String arn =
        account.arn(
            "elasticloadbalancing",
            "targetgroup/" + settings.name() + "/" + HexFormat.of().toHexDigits(chance.nextLong()));
    groups.put(arn, new TargetGroupState(arn, settings));
    return arn;
  }

  /**
   * Deletes a target group. Elastic Load Balancing refuses that while a listener uses it.
   *
   * @param targetGroupArn its ARN
   */
  public void deleteTargetGroup(String targetGroupArn) {
    groups.remove(targetGroupArn);
  }

  /**
   * Tells every change of a target's health state.
   *
   * @param listener told at the instant of the change
   */
  public void listen(TargetListener listener) {
    listeners.add(listener);
  }

  /**
   * Whether a target group exists.
   *
   * @param targetGroupArn the ARN
   * @return true once created
   */
  public boolean exists(String targetGroupArn) {
    return groups.containsKey(targetGroupArn);
  }

  /**
   * Registers a target. One that is draining is registered anew, as "Register targets with your
   * Application Load Balancer target group" says.
   *
   * @param targetGroupArn where; nothing happens where it does not exist
   * @param targetId the instance
   * @param passes what a health check of it would find now
   */
  public void register(String targetGroupArn, String targetId, BooleanSupplier passes) {
    TargetGroupState group = groups.get(targetGroupArn);
    if (group == null) {
      return;
    }
    if (group.has(targetId)) {
      Target known = group.get(targetId);
      if (known.state() != TargetHealthStateEnum.DRAINING) {
        return;
      }
      known.nothingDue();
      group.remove(targetId);
    }
    Target target = checked(group, targetId, passes);
    group.put(target);
    target.due(
        time.after(
            REGISTRATION.draw(chance),
            () -> {
              target.moveTo(
                  TargetHealthStateEnum.INITIAL,
                  TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING);
              recheck(group, target);
              tell(group, target);
            }));
    tell(group, target);
  }

  private static Target checked(TargetGroupState group, String targetId, BooleanSupplier passes) {
    return new Target(targetId, () -> group.settings().portAnswered() && passes.getAsBoolean());
  }

  /**
   * From now on the targets of a group answer on its port, or do not.
   *
   * @param targetGroupArn the group
   * @param answered whether they do
   */
  public void answerOnPort(String targetGroupArn, boolean answered) {
    TargetGroupState group = groups.get(targetGroupArn);
    group.settings(group.settings().withPortAnswered(answered));
    group.targets().forEach(target -> recheck(group, target));
  }

  /**
   * Registers a target that has been healthy for a while when the world begins.
   *
   * @param targetGroupArn where; nothing happens where it does not exist
   * @param targetId the instance
   * @param passes what a health check of it would find now
   */
  public void registeredEarlier(String targetGroupArn, String targetId, BooleanSupplier passes) {
    TargetGroupState group = groups.get(targetGroupArn);
    if (group != null) {
      Target target = checked(group, targetId, passes);
      target.moveTo(
          target.passes() ? TargetHealthStateEnum.HEALTHY : TargetHealthStateEnum.UNHEALTHY,
          target.passes() ? null : TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS);
      group.put(target);
    }
  }

  /**
   * Says that health checks of a target may find something else from now on.
   *
   * @param targetGroupArn its group
   * @param targetId the instance
   */
  public void checksWouldChange(String targetGroupArn, String targetId) {
    TargetGroupState group = groups.get(targetGroupArn);
    if (group != null && group.has(targetId)) {
      recheck(group, group.get(targetId));
    }
  }

  /**
   * Takes a target out; it drains first.
   *
   * @param targetGroupArn its group
   * @param targetId the instance
   * @param gone run once it has drained; at once where it was not registered, or is draining
   *     already
   */
  public void deregister(String targetGroupArn, String targetId, Runnable gone) {
    TargetGroupState group = groups.get(targetGroupArn);
    Target target = group == null ? null : group.get(targetId);
    if (target == null || target.state() == TargetHealthStateEnum.DRAINING) {
      gone.run();
      return;
    }
    // A target without requests in flight is gone at once, and one that never served has none; a
    // busy one takes up to the whole delay.
    double share = target.state() == TargetHealthStateEnum.HEALTHY ? chance.nextDouble() : 0;
    long drainNanos = (long) (share * group.settings().deregistrationDelaySeconds() * 1e9);
    target.moveTo(
        TargetHealthStateEnum.DRAINING, TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS);
    target.due(
        time.after(
            Duration.ofNanos(drainNanos),
            () -> {
              group.remove(targetId);
              tell(group, target);
              gone.run();
            }));
    tell(group, target);
  }

  /**
   * A target's health state.
   *
   * @param targetGroupArn its group
   * @param targetId the instance
   * @return empty where it is not registered
   */
  public Optional<TargetHealthStateEnum> state(String targetGroupArn, String targetId) {
    TargetGroupState group = groups.get(targetGroupArn);
    Target target = group == null ? null : group.get(targetId);
    return target == null ? Optional.empty() : Optional.of(target.state());
  }

  private void recheck(TargetGroupState group, Target target) {
    if (target.registering() || target.state() == TargetHealthStateEnum.DRAINING) {
      return;
    }
    boolean passes = target.passes();
    TargetHealthStateEnum goal =
        passes ? TargetHealthStateEnum.HEALTHY : TargetHealthStateEnum.UNHEALTHY;
    if (target.state() == goal) {
      target.nothingDue();
      return;
    }
    // A new target needs a single passed check; the thresholds are for changes after that.
    int checks =
        target.state() == TargetHealthStateEnum.INITIAL && passes
            ? 1
            : passes
                ? group.settings().healthyThresholdCount()
                : group.settings().unhealthyThresholdCount();
    double intervals = chance.nextDouble() + checks - 1;
    long nanos = (long) (intervals * group.settings().healthCheckIntervalSeconds() * 1e9);
    Cancellable due =
        time.after(
            Duration.ofNanos(nanos),
            () -> {
              target.moveTo(
                  goal, passes ? null : TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS);
              tell(group, target);
            });
    target.due(due);
  }

  private void tell(TargetGroupState group, Target target) {
    for (TargetListener listener : listeners) {
      listener.targetChanged(group.arn(), target.id());
    }
  }
}
