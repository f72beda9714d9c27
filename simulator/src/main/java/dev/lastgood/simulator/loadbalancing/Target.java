package dev.lastgood.simulator.loadbalancing;

import dev.lastgood.simulator.kernel.Cancellable;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** One registered target and the check result that is due next. */
final class Target {
  private static final Cancellable NOTHING = () -> {};

  private final String id;
  private final BooleanSupplier passes;
  private TargetHealthStateEnum state = TargetHealthStateEnum.INITIAL;
  private TargetHealthReasonEnum reason = TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS;
  private Cancellable due = NOTHING;

  Target(String id, BooleanSupplier passes) {
    this.id = id;
    this.passes = passes;
  }

  String id() {
    return id;
  }

  boolean passes() {
    return passes.getAsBoolean();
  }

  TargetHealthStateEnum state() {
    return state;
  }

  boolean registering() {
    return reason == TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS;
  }

  void moveTo(TargetHealthStateEnum next, TargetHealthReasonEnum why) {
    state = next;
    reason = why;
  }

  /** Replaces what was due: a check result that was under way no longer counts. */
  void due(Cancellable next) {
    due.cancel();
    due = next;
  }

  void nothingDue() {
    due(NOTHING);
  }

  TargetHealthDescription described(int port) {
    return TargetHealthDescription.builder()
        .target(it -> it.id(id).port(port))
        .healthCheckPort(Integer.toString(port))
        .targetHealth(it -> it.state(state).reason(reason).description(description()))
        .build();
  }

  private String description() {
    return switch (state) {
      case INITIAL ->
          registering()
              ? "Target registration is in progress"
              : "Initial health checks in progress";
      case UNHEALTHY -> "Health checks failed";
      case DRAINING -> "Target deregistration is in progress";
      case HEALTHY, UNHEALTHY_DRAINING, UNUSED, UNAVAILABLE, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }
}
