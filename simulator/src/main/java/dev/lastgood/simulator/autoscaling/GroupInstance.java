package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.ec2.Ec2Instance;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** One instance of a group: what the world knows of it, read as it is at this instant. */
public final class GroupInstance {
  private final Group group;
  private final Ec2Instance ec2;
  private final Optional<LaunchTemplateSpecification> template;
  private final LaunchOption option;
  private final InstanceLifecycle lifecycles;
  private final String launchActivityId;
  private LifecycleState lifecycleState = LifecycleState.PENDING;
  private boolean healthy = true;
  private String unhealthyBecause = "";
  private boolean protectedFromScaleIn;
  private boolean applicationUp;
  private boolean serving;
  private Instant inServiceAt;
  private Instant readySince;
  private boolean terminatedWhileReady;

  GroupInstance(
      Group group,
      Ec2Instance ec2,
      LaunchOption option,
      InstanceLifecycle lifecycles,
      String launchActivityId) {
    this.group = group;
    this.ec2 = ec2;
    this.option = option;
    this.lifecycles = lifecycles;
    this.launchActivityId = launchActivityId;
    this.template =
        ec2.order()
            .template()
            .map(
                resolved ->
                    LaunchTemplateSpecification.builder()
                        .launchTemplateId(resolved.id())
                        .launchTemplateName(resolved.name())
                        .version(Long.toString(resolved.version()))
                        .build());
    this.protectedFromScaleIn =
        Boolean.TRUE.equals(group.settings().newInstancesProtectedFromScaleIn());
  }

  /**
   * Its id.
   *
   * @return such as {@code i-0123456789abcdef0}
   */
  public String id() {
    return ec2.id();
  }

  /**
   * The group that it belongs to, or belonged to.
   *
   * @return the group
   */
  public Group group() {
    return group;
  }

  /**
   * The image that it runs.
   *
   * @return such as {@code ami-0123}
   */
  public String imageId() {
    return ec2.order().imageId();
  }

  /**
   * The launch template's version that it was launched from: id, name and a number.
   *
   * @return never {@code $Latest} or {@code $Default}; empty where it comes from a launch
   *     configuration
   */
  public Optional<LaunchTemplateSpecification> template() {
    return template;
  }

  /**
   * The launch configuration that it was launched from.
   *
   * @return its name; empty where it comes from a launch template
   */
  public Optional<String> launchConfigurationName() {
    return option.configuration().map(LaunchConfiguration::launchConfigurationName);
  }

  /**
   * Its type.
   *
   * @return such as {@code m7g.large}
   */
  public String instanceType() {
    return ec2.order().instanceType();
  }

  /**
   * How many units of its group's capacity it counts for.
   *
   * @return its weight, or 1 in a group without weights
   */
  public int units() {
    return option.units();
  }

  /**
   * Whether it is a Spot Instance.
   *
   * @return false for an On-Demand Instance
   */
  public boolean spot() {
    return ec2.order().specification().spot();
  }

  /**
   * Where it is in its life.
   *
   * @return the lifecycle state
   */
  public LifecycleState lifecycleState() {
    return lifecycleState;
  }

  /**
   * Auto Scaling's verdict, which may lag behind what is true.
   *
   * @return false from being found unhealthy on
   */
  public boolean healthy() {
    return healthy;
  }

  /**
   * Whether it takes requests: in service, its application up and passing checks, and healthy in a
   * target group where the group has any.
   *
   * @return the truth at this instant
   */
  public boolean serving() {
    return serving;
  }

  /** Finds {@link #serving} anew; due with every change, because it is read far more often. */
  void findServing() {
    serving = servesNow();
  }

  boolean servesNow() {
    return lifecycleState == LifecycleState.IN_SERVICE
        && passesHealthChecks()
        && lifecycles.receivesTraffic(this);
  }

  /**
   * How its application behaves now.
   *
   * @return the behaviour by its user data or image
   */
  public ApplicationBehaviour behaviour() {
    return lifecycles.applications().behaviour(imageId(), ec2.order().specification().userData());
  }

  /**
   * When it was launched.
   *
   * @return the virtual instant
   */
  public Instant launchedAt() {
    return ec2.launchedAt();
  }

  /**
   * Where it runs.
   *
   * @return the Availability Zone's name
   */
  public String availabilityZone() {
    return ec2.availabilityZone();
  }

  /**
   * Whether scaling in spares it.
   *
   * @return true while protected
   */
  public boolean protectedFromScaleIn() {
    return protectedFromScaleIn;
  }

  /**
   * Whether its application answers as it should, whoever asks it or not.
   *
   * @return false while it starts, and where it fails
   */
  public boolean passesHealthChecks() {
    return applicationUp && ec2.working() && behaviour().passesHealthChecks();
  }

  /** Pending or in service: it counts towards the group's size. */
  boolean active() {
    return pending() || lifecycleState == LifecycleState.IN_SERVICE;
  }

  /** On its way into service, or waiting for a lifecycle hook on it. */
  boolean pending() {
    return lifecycleState == LifecycleState.PENDING
        || lifecycleState == LifecycleState.PENDING_WAIT
        || lifecycleState == LifecycleState.PENDING_PROCEED;
  }

  boolean inService() {
    return lifecycleState == LifecycleState.IN_SERVICE;
  }

  boolean terminating() {
    return lifecycleState == LifecycleState.TERMINATING
        || lifecycleState == LifecycleState.TERMINATING_WAIT
        || lifecycleState == LifecycleState.TERMINATING_PROCEED
        || lifecycleState == LifecycleState.TERMINATED;
  }

  Ec2Instance ec2() {
    return ec2;
  }

  String launchActivityId() {
    return launchActivityId;
  }

  /**
   * Whether it was in service and healthy, in its target groups too, when its termination began.
   *
   * @return false for one that was still being registered, and where it is not terminated
   */
  public boolean terminatedWhileReady() {
    return terminatedWhileReady;
  }

  /** When it entered service; null before. */
  Instant inServiceAt() {
    return inServiceAt;
  }

  /** Since when it has been in service and healthy, which warmups count from; null while not. */
  Instant readySince() {
    return readySince;
  }

  void readySince(Instant since) {
    readySince = since;
  }

  String unhealthyBecause() {
    return unhealthyBecause;
  }

  void moveTo(LifecycleState next) {
    lifecycleState = next;
  }

  void entersService(Instant now) {
    lifecycleState = LifecycleState.IN_SERVICE;
    inServiceAt = now;
  }

  void beginsToTerminate() {
    lifecycleState = LifecycleState.TERMINATING;
    terminatedWhileReady = readySince != null;
    readySince = null;
  }

  void applicationUp() {
    applicationUp = true;
  }

  void unhealthy(String because) {
    healthy = false;
    unhealthyBecause = because;
    readySince = null;
  }

  void healthyAgain() {
    healthy = true;
    unhealthyBecause = "";
  }

  void protect(boolean protect) {
    protectedFromScaleIn = protect;
  }

  /** As it is answered; null in a group without weights. */
  String weightedCapacity() {
    return option.weight().isPresent() ? Integer.toString(option.units()) : null;
  }

  Instance described() {
    return Instance.builder()
        .instanceId(id())
        .instanceType(instanceType())
        .availabilityZone(availabilityZone())
        .lifecycleState(lifecycleState)
        .healthStatus(healthy ? "Healthy" : "Unhealthy")
        .launchTemplate(template.orElse(null))
        .launchConfigurationName(launchConfigurationName().orElse(null))
        .weightedCapacity(weightedCapacity())
        .imageId(imageId())
        .protectedFromScaleIn(protectedFromScaleIn)
        .build();
  }
}
