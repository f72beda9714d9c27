package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;

/**
 * Scaling policies by "PutScalingPolicy" of the Auto Scaling API Reference. They are kept and
 * described; nothing scales by them, and the alarms of target tracking are named but not made.
 */
final class PolicyOperations {
  /** "Scaling policies per Auto Scaling group", the default quota. */
  private static final int POLICIES_MAX = 50;

  private static final int STEPS_MAX = 20;
  private static final int RECORDS_DEFAULT = 50;
  private static final String TARGET_TRACKING = "TargetTrackingScaling";

  private final World world;
  private final AttachedState<ScalingPolicy> policies;

  PolicyOperations(World world) {
    this.world = world;
    this.policies = new AttachedState<>(world);
  }

  /** A policy that there is is replaced, under the ARN that it has. */
  PutScalingPolicyResponse put(PutScalingPolicyRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    String type = request.policyType() == null ? "SimpleScaling" : request.policyType();
    check(type, request);
    var before = policies.find(group, request.policyName());
    if (before.isEmpty() && policies.of(group).size() >= POLICIES_MAX) {
      throw AutoScalingErrors.limitExceeded("A group has at most " + POLICIES_MAX + " policies.");
    }
    String arn = before.map(ScalingPolicy::policyARN).orElseGet(() -> arn(group, request));
    ScalingPolicy policy =
        ScalingPolicy.builder()
            .autoScalingGroupName(group.name())
            .policyName(request.policyName())
            .policyARN(arn)
            .policyType(type)
            .adjustmentType(request.adjustmentType())
            .minAdjustmentStep(request.minAdjustmentStep())
            .minAdjustmentMagnitude(request.minAdjustmentMagnitude())
            .scalingAdjustment(request.scalingAdjustment())
            .cooldown(request.cooldown())
            .stepAdjustments(request.stepAdjustments())
            .metricAggregationType(
                type.equals("StepScaling") && request.metricAggregationType() == null
                    ? "Average"
                    : request.metricAggregationType())
            .estimatedInstanceWarmup(request.estimatedInstanceWarmup())
            .targetTrackingConfiguration(request.targetTrackingConfiguration())
            .predictiveScalingConfiguration(request.predictiveScalingConfiguration())
            .enabled(request.enabled() == null || request.enabled())
            .alarms(
                type.equals(TARGET_TRACKING)
                    ? before.map(ScalingPolicy::alarms).orElseGet(() -> ownAlarms(group))
                    : List.of())
            .build();
    policies.put(group, request.policyName(), policy);
    return PutScalingPolicyResponse.builder().policyARN(arn).alarms(policy.alarms()).build();
  }

  private String arn(Group group, PutScalingPolicyRequest request) {
    return world
        .account()
        .arn(
            "autoscaling",
            "scalingPolicy:"
                + world.ids().uuid()
                + ":autoScalingGroupName/"
                + group.name()
                + ":policyName/"
                + request.policyName());
  }

  private List<Alarm> ownAlarms(Group group) {
    List<Alarm> alarms = new ArrayList<>();
    for (String which : List.of("High", "Low")) {
      alarms.add(
          alarm("TargetTracking-" + group.name() + "-Alarm" + which + "-" + world.ids().uuid()));
    }
    return alarms;
  }

  private Alarm alarm(String name) {
    return Alarm.builder()
        .alarmName(name)
        .alarmARN(world.account().arn("cloudwatch", "alarm:" + name))
        .build();
  }

  /** Each type has parameters that it needs; one that belongs to another type is refused. */
  private static void check(String type, PutScalingPolicyRequest request) {
    boolean simple = type.equals("SimpleScaling");
    boolean step = type.equals("StepScaling");
    boolean tracking = type.equals(TARGET_TRACKING);
    boolean predictive = type.equals("PredictiveScaling");
    if (!simple && !step && !tracking && !predictive) {
      throw AutoScalingErrors.validation("The policy type " + type + " is not valid.");
    }
    require(type, "AdjustmentType", simple || step, request.adjustmentType() != null);
    require(type, "ScalingAdjustment", simple, request.scalingAdjustment() != null);
    require(type, "StepAdjustments", step, !request.stepAdjustments().isEmpty());
    require(
        type,
        "TargetTrackingConfiguration",
        tracking,
        request.targetTrackingConfiguration() != null);
    require(
        type,
        "PredictiveScalingConfiguration",
        predictive,
        request.predictiveScalingConfiguration() != null);
    if (!simple && request.cooldown() != null) {
      throw AutoScalingErrors.validation("Cooldown is not supported for " + type + " policies.");
    }
    if (request.stepAdjustments().size() > STEPS_MAX) {
      throw AutoScalingErrors.validation("A policy has at most " + STEPS_MAX + " steps.");
    }
  }

  private static void require(String type, String parameter, boolean needed, boolean given) {
    if (needed && !given) {
      throw AutoScalingErrors.validation(
          "You must specify a value for " + parameter + " for a policy of type " + type + ".");
    }
    if (!needed && given) {
      throw AutoScalingErrors.validation(
          parameter + " is not supported for policies of type " + type + ".");
    }
  }

  DeletePolicyResponse delete(DeletePolicyRequest request) {
    if (request.autoScalingGroupName() == null && !request.policyName().startsWith("arn:")) {
      throw AutoScalingErrors.validation("A policy's name needs the group that it belongs to.");
    }
    for (Group group : world.groups().values()) {
      if (request.autoScalingGroupName() == null
          || request.autoScalingGroupName().equals(group.name())) {
        for (ScalingPolicy policy : List.copyOf(policies.of(group).values())) {
          if (isNamed(policy, request.policyName())) {
            policies.remove(group, policy.policyName());
            return DeletePolicyResponse.builder().build();
          }
        }
      }
    }
    throw AutoScalingErrors.validation("No policy found with name: " + request.policyName());
  }

  DescribePoliciesResponse describe(DescribePoliciesRequest request) {
    List<String> groups =
        request.autoScalingGroupName() == null
            ? List.of()
            : List.of(request.autoScalingGroupName());
    List<ScalingPolicy> found =
        policies.listed(groups).stream()
            .filter(
                policy ->
                    request.policyNames().isEmpty()
                        || request.policyNames().stream().anyMatch(name -> isNamed(policy, name)))
            .filter(
                policy ->
                    request.policyTypes().isEmpty()
                        || request.policyTypes().contains(policy.policyType()))
            .map(this::described)
            .toList();
    Page<ScalingPolicy> page =
        Page.of(
            found,
            GroupOperations.pageSize(request.maxRecords(), RECORDS_DEFAULT),
            request.nextToken(),
            ScalingPolicy::policyARN,
            AutoScalingErrors::invalidToken);
    return DescribePoliciesResponse.builder()
        .scalingPolicies(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static boolean isNamed(ScalingPolicy policy, String nameOrArn) {
    return policy.policyName().equals(nameOrArn) || policy.policyARN().equals(nameOrArn);
  }

  /** The alarms of the other types are those that name the policy as their action. */
  private ScalingPolicy described(ScalingPolicy policy) {
    return policy.policyType().equals(TARGET_TRACKING)
        ? policy
        : policy.toBuilder()
            .alarms(
                world.cloudWatch().alarmsNaming(policy.policyARN()).stream()
                    .map(this::alarm)
                    .toList())
            .build();
  }
}
