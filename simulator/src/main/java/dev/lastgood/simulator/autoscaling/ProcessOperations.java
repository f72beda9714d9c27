package dev.lastgood.simulator.autoscaling;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/** SuspendProcesses and ResumeProcesses; without names, both mean every process. */
final class ProcessOperations {
  private final World world;

  ProcessOperations(World world) {
    this.world = world;
  }

  SuspendProcessesResponse suspend(SuspendProcessesRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    List<SuspendedProcess> suspended = new ArrayList<>(group.settings().suspendedProcesses());
    for (ScalingProcess process : named(request.scalingProcesses())) {
      if (!group.suspended(process)) {
        suspended.add(
            SuspendedProcess.builder()
                .processName(process.apiName())
                .suspensionReason("User suspended at " + world.now())
                .build());
      }
    }
    world.change(group, group.settings().toBuilder().suspendedProcesses(suspended).build());
    return SuspendProcessesResponse.builder().build();
  }

  ResumeProcessesResponse resume(ResumeProcessesRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    List<ScalingProcess> resumed = named(request.scalingProcesses());
    List<SuspendedProcess> suspended = new ArrayList<>(group.settings().suspendedProcesses());
    suspended.removeIf(it -> resumed.stream().anyMatch(p -> p.apiName().equals(it.processName())));
    if (suspended.size() < group.settings().suspendedProcesses().size()) {
      world.change(group, group.settings().toBuilder().suspendedProcesses(suspended).build());
      world.health().resumed(group);
      world.controlLoop().wake(group);
      world.refreshes().resumed(group);
    }
    return ResumeProcessesResponse.builder().build();
  }

  private static List<ScalingProcess> named(List<String> names) {
    if (names.isEmpty()) {
      return List.of(ScalingProcess.values());
    }
    return names.stream()
        .map(
            name ->
                ScalingProcess.named(name)
                    .orElseThrow(
                        () -> AutoScalingErrors.validation("Invalid process name: " + name + ".")))
        .toList();
  }
}
