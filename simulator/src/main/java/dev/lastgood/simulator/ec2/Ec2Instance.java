package dev.lastgood.simulator.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;

/** One instance, as EC2 knows it. */
public final class Ec2Instance {
  private final String id;
  private final LaunchOrder order;
  private final Subnets.SubnetState subnet;
  private final Map<String, String> tags;
  private final Instant launchedAt;
  private final Ec2InstanceObserver observer;
  private InstanceStateName state = InstanceStateName.PENDING;
  private boolean impaired;
  private Instant terminatedAt;

  Ec2Instance(
      String id,
      LaunchOrder order,
      Subnets.SubnetState subnet,
      Map<String, String> tags,
      Instant launchedAt,
      Ec2InstanceObserver observer) {
    this.id = id;
    this.order = order;
    this.subnet = subnet;
    this.tags = tags;
    this.launchedAt = launchedAt;
    this.observer = observer;
  }

  /**
   * Its id.
   *
   * @return such as {@code i-0123456789abcdef0}
   */
  public String id() {
    return id;
  }

  /**
   * What it was launched from.
   *
   * @return the order, its template as resolved then
   */
  public LaunchOrder order() {
    return order;
  }

  /**
   * Where it runs.
   *
   * @return the Availability Zone's name
   */
  public String availabilityZone() {
    return subnet.availabilityZone();
  }

  /**
   * Its state.
   *
   * @return pending, running, shutting-down or terminated
   */
  public InstanceStateName state() {
    return state;
  }

  /**
   * When it was launched.
   *
   * @return the virtual instant
   */
  public Instant launchedAt() {
    return launchedAt;
  }

  /**
   * Whether its status checks fail.
   *
   * @return true for good, once they do
   */
  public boolean impaired() {
    return impaired;
  }

  /**
   * Whether it runs and passes its status checks.
   *
   * @return false while it is pending, and from being terminated or impaired on
   */
  public boolean working() {
    return state == InstanceStateName.RUNNING && !impaired;
  }

  Subnets.SubnetState subnet() {
    return subnet;
  }

  Ec2InstanceObserver observer() {
    return observer;
  }

  Instant terminatedAt() {
    return terminatedAt;
  }

  void moveTo(InstanceStateName next) {
    state = next;
  }

  void terminated(Instant now) {
    state = InstanceStateName.TERMINATED;
    terminatedAt = now;
  }

  void impair() {
    impaired = true;
  }

  String tag(String key) {
    return tags.get(key);
  }

  Instance described() {
    List<Tag> described =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return Instance.builder()
        .instanceId(id)
        .imageId(order.imageId())
        .instanceType(order.instanceType())
        .state(it -> it.name(state).code(code(state)))
        .subnetId(order.subnetId())
        .placement(it -> it.availabilityZone(availabilityZone()))
        .launchTime(launchedAt)
        .keyName(order.specification().keyName().orElse(null))
        .instanceLifecycle(order.specification().spot() ? InstanceLifecycleType.SPOT : null)
        .tags(described)
        .build();
  }

  static int code(InstanceStateName state) {
    return switch (state) {
      case PENDING -> 0;
      case RUNNING -> 16;
      case SHUTTING_DOWN -> 32;
      case TERMINATED -> 48;
      case STOPPING -> 64;
      case STOPPED -> 80;
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("No such state.");
    };
  }
}
