package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.BatchDeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.BatchDeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.BatchPutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.BatchPutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.FailedScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupActionRequest;

/**
 * Scheduled actions by "PutScheduledUpdateGroupAction" and "BatchPutScheduledUpdateGroupAction" of
 * the Auto Scaling API Reference. They are kept and described until their time is over; no group is
 * scaled by them, and the next time of a recurring one is not worked out.
 */
final class ScheduleOperations {
  /** "Scheduled actions per Auto Scaling group", the default quota. */
  private static final int ACTIONS_MAX = 125;

  private static final int BATCH_MAX = 50;
  private static final int RECORDS_DEFAULT = 50;

  private final World world;
  private final AttachedState<ScheduledUpdateGroupAction> actions;

  ScheduleOperations(World world) {
    this.world = world;
    this.actions = new AttachedState<>(world);
  }

  PutScheduledUpdateGroupActionResponse put(PutScheduledUpdateGroupActionRequest request) {
    Instant start = request.startTime() == null ? request.time() : request.startTime();
    put(
        world.group(request.autoScalingGroupName()),
        ScheduledUpdateGroupActionRequest.builder()
            .scheduledActionName(request.scheduledActionName())
            .startTime(start)
            .endTime(request.endTime())
            .recurrence(request.recurrence())
            .minSize(request.minSize())
            .maxSize(request.maxSize())
            .desiredCapacity(request.desiredCapacity())
            .timeZone(request.timeZone())
            .build());
    return PutScheduledUpdateGroupActionResponse.builder().build();
  }

  /** Each action succeeds or fails by itself. */
  BatchPutScheduledUpdateGroupActionResponse putBatch(
      BatchPutScheduledUpdateGroupActionRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    checkBatch(request.scheduledUpdateGroupActions().size());
    List<FailedScheduledUpdateGroupActionRequest> failed = new ArrayList<>();
    for (ScheduledUpdateGroupActionRequest action : request.scheduledUpdateGroupActions()) {
      try {
        put(group, action);
      } catch (AwsServiceException refused) {
        failed.add(failed(action.scheduledActionName(), refused));
      }
    }
    return BatchPutScheduledUpdateGroupActionResponse.builder()
        .failedScheduledUpdateGroupActions(failed)
        .build();
  }

  private static FailedScheduledUpdateGroupActionRequest failed(
      String name, AwsServiceException refused) {
    return FailedScheduledUpdateGroupActionRequest.builder()
        .scheduledActionName(name)
        .errorCode(refused.awsErrorDetails().errorCode())
        .errorMessage(refused.awsErrorDetails().errorMessage())
        .build();
  }

  private void put(Group group, ScheduledUpdateGroupActionRequest request) {
    check(request);
    forgetPast(group);
    Optional<ScheduledUpdateGroupAction> before =
        actions.find(group, request.scheduledActionName());
    if (before.isEmpty() && actions.of(group).size() >= ACTIONS_MAX) {
      throw AutoScalingErrors.limitExceeded(
          "A group has at most " + ACTIONS_MAX + " scheduled actions.");
    }
    actions.put(
        group,
        request.scheduledActionName(),
        ScheduledUpdateGroupAction.builder()
            .autoScalingGroupName(group.name())
            .scheduledActionName(request.scheduledActionName())
            .scheduledActionARN(
                before
                    .map(ScheduledUpdateGroupAction::scheduledActionARN)
                    .orElseGet(() -> arn(group, request.scheduledActionName())))
            .time(request.startTime())
            .startTime(request.startTime())
            .endTime(request.endTime())
            .recurrence(request.recurrence())
            .minSize(request.minSize())
            .maxSize(request.maxSize())
            .desiredCapacity(request.desiredCapacity())
            .timeZone(request.timeZone())
            .build());
  }

  private String arn(Group group, String name) {
    return world
        .account()
        .arn(
            "autoscaling",
            "scheduledUpdateGroupAction:"
                + world.ids().uuid()
                + ":autoScalingGroupName/"
                + group.name()
                + ":scheduledActionName/"
                + name);
  }

  private void check(ScheduledUpdateGroupActionRequest request) {
    if (request.minSize() == null
        && request.maxSize() == null
        && request.desiredCapacity() == null) {
      throw AutoScalingErrors.validation(
          "At least one of MinSize, MaxSize and DesiredCapacity must be given.");
    }
    if (request.minSize() != null
        && request.maxSize() != null
        && request.minSize() > request.maxSize()) {
      throw AutoScalingErrors.validation("MinSize must not be greater than MaxSize.");
    }
    if (request.recurrence() == null && request.startTime() == null) {
      throw AutoScalingErrors.validation("Either a recurrence or a start time must be given.");
    }
    if (request.recurrence() != null && request.recurrence().strip().split("\\s+").length != 5) {
      throw AutoScalingErrors.validation(
          "Given recurrence string:" + request.recurrence() + " is invalid.");
    }
    checkTime("start", request.startTime());
    checkTime("end", request.endTime());
    if (request.startTime() != null
        && request.endTime() != null
        && !request.endTime().isAfter(request.startTime())) {
      throw AutoScalingErrors.validation("Given end time must be after the start time.");
    }
  }

  private void checkTime(String which, Instant time) {
    if (time != null && time.isBefore(world.now())) {
      throw AutoScalingErrors.validation("Given " + which + " time is in the past.");
    }
  }

  private static void checkBatch(int size) {
    if (size > BATCH_MAX) {
      throw AutoScalingErrors.validation("A batch has at most " + BATCH_MAX + " actions.");
    }
  }

  /** What ran once, or whose end has come, is gone. */
  private void forgetPast(Group group) {
    Instant now = world.now();
    for (ScheduledUpdateGroupAction action : List.copyOf(actions.of(group).values())) {
      Instant last = action.recurrence() == null ? action.startTime() : action.endTime();
      if (last != null && !last.isAfter(now)) {
        actions.remove(group, action.scheduledActionName());
      }
    }
  }

  DeleteScheduledActionResponse delete(DeleteScheduledActionRequest request) {
    delete(world.group(request.autoScalingGroupName()), request.scheduledActionName());
    return DeleteScheduledActionResponse.builder().build();
  }

  BatchDeleteScheduledActionResponse deleteBatch(BatchDeleteScheduledActionRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    checkBatch(request.scheduledActionNames().size());
    List<FailedScheduledUpdateGroupActionRequest> failed = new ArrayList<>();
    for (String name : request.scheduledActionNames()) {
      try {
        delete(group, name);
      } catch (AwsServiceException refused) {
        failed.add(failed(name, refused));
      }
    }
    return BatchDeleteScheduledActionResponse.builder().failedScheduledActions(failed).build();
  }

  private void delete(Group group, String name) {
    forgetPast(group);
    actions
        .remove(group, name)
        .orElseThrow(
            () -> AutoScalingErrors.validation("Scheduled action name not found: " + name));
  }

  DescribeScheduledActionsResponse describe(DescribeScheduledActionsRequest request) {
    world.groups().values().forEach(this::forgetPast);
    List<ScheduledUpdateGroupAction> found =
        actions
            .listed(
                request.autoScalingGroupName() == null
                    ? List.of()
                    : List.of(request.autoScalingGroupName()))
            .stream()
            .filter(
                action ->
                    request.scheduledActionNames().isEmpty()
                        || request.scheduledActionNames().contains(action.scheduledActionName()))
            .filter(action -> isWithin(action, request))
            .toList();
    Page<ScheduledUpdateGroupAction> page =
        Page.of(
            found,
            GroupOperations.pageSize(request.maxRecords(), RECORDS_DEFAULT),
            request.nextToken(),
            ScheduledUpdateGroupAction::scheduledActionARN,
            AutoScalingErrors::invalidToken);
    return DescribeScheduledActionsResponse.builder()
        .scheduledUpdateGroupActions(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  /** The times are not looked at where actions are asked for by name. */
  private static boolean isWithin(
      ScheduledUpdateGroupAction action, DescribeScheduledActionsRequest request) {
    if (!request.scheduledActionNames().isEmpty() || action.startTime() == null) {
      return true;
    }
    return (request.startTime() == null || !action.startTime().isBefore(request.startTime()))
        && (request.endTime() == null || !action.startTime().isAfter(request.endTime()));
  }
}
