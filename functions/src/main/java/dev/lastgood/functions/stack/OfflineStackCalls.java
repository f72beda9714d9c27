package dev.lastgood.functions.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The calls of a plan made offline, in words: none of them is made. */
final class OfflineStackCalls {
  /** "AWS CloudFormation quotas": a larger template has to be fetched from S3. */
  private static final int TEMPLATE_BODY_BYTES_MAX = 51_200;

  private OfflineStackCalls() {}

  /** Each call that the plan's decision makes, with what it sets. */
  static List<String> of(OfflineStackPlan plan, DescribedStack good) {
    String name = "StackName=" + plan.stackName();
    return switch (plan.decision()) {
      case StackDecision.Wait _, StackDecision.Nothing _, StackDecision.Person _ -> List.of();
      case StackDecision.CancelUpdate _ -> List.of("CancelUpdateStack " + name);
      case StackDecision.RollBack _ -> List.of("RollbackStack " + name);
      case StackDecision.ContinueRollback going -> {
        List<String> calls =
            new ArrayList<>(going.repairs().stream().map(OfflineStackCalls::call).toList());
        calls.add("ContinueUpdateRollback " + name);
        yield calls;
      }
      case StackDecision.ChangeBack _ -> changeSet(name, good, "");
      case StackDecision.RevertDrift _ -> changeSet(name, good, " DeploymentMode=REVERT_DRIFT");
    };
  }

  private static String call(RollbackRepair repair) {
    return switch (repair) {
      case RollbackRepair.SignalResource signal ->
          "SignalResource LogicalResourceId="
              + signal.logicalId()
              + " Status=SUCCESS, "
              + signal.signals()
              + " of them";
      case RollbackRepair.RecreateTopic topic -> "CreateTopic Name=" + topic.topicName();
    };
  }

  private static List<String> changeSet(String name, DescribedStack good, String mode) {
    StackConfiguration configuration = good.stack().configuration();
    int bytes = good.stack().template().original().getBytes(StandardCharsets.UTF_8).length;
    String template =
        !good.hasTemplate()
            ? "UsePreviousTemplate=true"
            : bytes > TEMPLATE_BODY_BYTES_MAX
                ? "TemplateURL=(" + bytes + " bytes: through S3)"
                : "TemplateBody=(" + bytes + " bytes)";
    String parameters =
        configuration.parameters().entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + (entry.getValue() instanceof StackParameter.Secret
                            ? "(as it is now)"
                            : ""))
            .collect(Collectors.joining(","));
    String capabilities = String.join(",", configuration.capabilities());
    return List.of(
        "CreateChangeSet "
            + name
            + " "
            + template
            + (parameters.isEmpty() ? "" : " Parameters=" + parameters)
            + (capabilities.isEmpty() ? "" : " Capabilities=" + capabilities)
            + mode,
        "DescribeChangeSet, and the gate on what it says",
        "ExecuteChangeSet " + name + " DisableRollback=false");
  }
}
