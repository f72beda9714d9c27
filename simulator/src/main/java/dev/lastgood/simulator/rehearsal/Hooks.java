package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.kernel.Fault;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/**
 * A team's lifecycle hooks, and what completes their actions: a function that warms caches before
 * an instance serves, and one that keeps its logs before it goes.
 */
final class Hooks {
  private static final String WARM_CACHES = "warm-caches";
  private static final String KEEP_LOGS = "keep-logs";

  /** What the team expects at most; what never answers costs so much. */
  private static final int WARM_SECONDS_MAX = 120;

  private static final int LOGS_SECONDS_MAX = 60;
  private static final Duration WARMS_FOR = Duration.ofSeconds(20);
  private static final Duration KEEPS_FOR = Duration.ofSeconds(10);

  private Hooks() {}

  /** The hooks, as the group is created with them. */
  static void define(CreateAutoScalingGroupRequest.Builder group) {
    group.lifecycleHookSpecificationList(
        LifecycleHookSpecification.builder()
            .lifecycleHookName(WARM_CACHES)
            .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
            .heartbeatTimeout(WARM_SECONDS_MAX)
            .defaultResult("ABANDON")
            .build(),
        LifecycleHookSpecification.builder()
            .lifecycleHookName(KEEP_LOGS)
            .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
            .heartbeatTimeout(LOGS_SECONDS_MAX)
            .defaultResult("CONTINUE")
            .build());
  }

  /** A bad rollout in a group whose instances are held by hooks. */
  static void badLaunchTemplate(Stage stage, Timeline timeline) {
    stage.world().autoScaling().listen(new Consumer(stage));
    Plays.badLaunchTemplate(stage, timeline);
  }

  /** The team's functions, which complete each action once, or never. */
  private static final class Consumer implements GroupListener {
    private final Stage stage;
    private final Set<String> seen = new TreeSet<>();

    Consumer(Stage stage) {
      this.stage = stage;
    }

    @Override
    public void instanceChanged(Group group, GroupInstance instance) {
      LifecycleState state = instance.lifecycleState();
      if (state == LifecycleState.PENDING_WAIT) {
        begin(instance, WARM_CACHES, WARMS_FOR);
      } else if (state == LifecycleState.TERMINATING_WAIT) {
        begin(instance, KEEP_LOGS, KEEPS_FOR);
      }
    }

    private void begin(GroupInstance instance, String hookName, Duration takes) {
      String action = hookName + " of " + instance.id();
      if (seen.add(action) && !isUnanswered(action)) {
        stage.world().time().after(takes, () -> complete(instance, hookName));
      }
    }

    /** While all is well its functions answer, so that the bad version comes to be rolled out. */
    private boolean isUnanswered(String action) {
      return stage.failingShare().orElse(0) > 0
          && stage.world().faults().strikes(Fault.UNANSWERED_HOOK, () -> action);
    }

    /** What has ended meanwhile is refused, and needs nothing. */
    private void complete(GroupInstance instance, String hookName) {
      try {
        stage
            .autoScaling()
            .completeLifecycleAction(
                request ->
                    request
                        .autoScalingGroupName(instance.group().name())
                        .lifecycleHookName(hookName)
                        .instanceId(instance.id())
                        .lifecycleActionResult("CONTINUE"));
      } catch (AwsServiceException refused) {
        if (!"ValidationError".equals(refused.awsErrorDetails().errorCode())) {
          throw refused;
        }
      }
    }
  }
}
