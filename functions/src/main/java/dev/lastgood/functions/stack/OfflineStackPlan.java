package dev.lastgood.functions.stack;

import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.stack.StackCircumstances.AtWork;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What would be done to bring a stack back, worked out from two descriptions of it alone, by the
 * table that recoveries use, with nobody's deadline.
 *
 * @param stackName the live stack
 * @param differences how its template and what it is deployed with differ from the good one's
 * @param changes what a change set back would do, as far as the templates tell
 * @param decision what the table says
 * @param gate whether it would need approval; empty where no change set is made, or no template is
 *     there to judge by
 * @param notRestorable what cannot be restored from this input, or was not looked at, and why
 * @param forecastSeconds how long the decision takes, an estimate
 */
public record OfflineStackPlan(
    String stackName,
    List<TemplateDifference> differences,
    List<PlannedChange> changes,
    StackDecision decision,
    Optional<ChangeGate> gate,
    List<String> notRestorable,
    int forecastSeconds) {
  /** "AWS CloudFormation quotas": a larger template has to be fetched from S3. */
  private static final int TEMPLATE_BODY_BYTES_MAX = 51_200;

  private static final String PARAMETERS = "ParameterValues";
  private static final String SETTINGS = "Settings";

  /** Copies its lists. */
  public OfflineStackPlan {
    differences = List.copyOf(differences);
    changes = List.copyOf(changes);
    notRestorable = List.copyOf(notRestorable);
  }

  /**
   * Whether a difference would remain.
   *
   * @return true where the stack differs, and only a person can bring it back
   */
  public boolean fellShort() {
    return decision instanceof StackDecision.Person;
  }

  /**
   * Plans; has no effects.
   *
   * @param good the stack as it was when it was good
   * @param live the same stack as it is
   * @return the plan
   * @throws UnreadableTemplateException where a template cannot be read
   */
  public static OfflineStackPlan of(DescribedStack good, DescribedStack live) {
    return new Planning(good, live).plan();
  }

  /**
   * The calls that the decision makes, in their order.
   *
   * @param good the stack as it was when it was good
   * @return each call with what it sets; none where none is made
   */
  public List<String> calls(DescribedStack good) {
    String name = "StackName=" + stackName;
    return switch (decision) {
      case StackDecision.Wait _, StackDecision.Nothing _, StackDecision.Person _ -> List.of();
      case StackDecision.CancelUpdate _ -> List.of("CancelUpdateStack " + name);
      case StackDecision.RollBack _ -> List.of("RollbackStack " + name);
      case StackDecision.ContinueRollback going -> {
        List<String> calls =
            new ArrayList<>(going.repairs().stream().map(OfflineStackPlan::call).toList());
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

  private List<String> changeSet(String name, DescribedStack good, String mode) {
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

  /** The work on one plan. */
  private static final class Planning {
    private final DescribedStack good;
    private final DescribedStack live;
    private final List<TemplateDifference> differences = new ArrayList<>();
    private final List<String> notRestorable = new ArrayList<>();
    private final Set<Differs> differs = EnumSet.noneOf(Differs.class);
    private final Set<String> changedParameters = new TreeSet<>();

    private Planning(DescribedStack good, DescribedStack live) {
      this.good = good;
      this.live = live;
    }

    private OfflineStackPlan plan() {
      List<PlannedChange> changes = new ArrayList<>();
      parameters();
      settings();
      boolean templates = good.hasTemplate() && live.hasTemplate();
      if (templates) {
        TemplateDocument before = processed(good);
        TemplateDocument now = processed(live);
        List<TemplateDifference> found = TemplateDifferences.between(before, now);
        if (!found.isEmpty()) {
          differs.add(Differs.TEMPLATE);
          differences.addAll(0, found);
        }
        changes.addAll(OfflineChanges.of(before, now, changedParameters, physicalIds()));
        assets();
      } else {
        notRestorable.add(
            "A template of the "
                + (good.hasTemplate() ? "live" : "good")
                + " stack is not in this input, so templates are not compared; add what 'aws"
                + " cloudformation get-template' prints.");
      }
      if (live.drifted()) {
        differs.add(Differs.DRIFT);
      }
      StackForecast forecast =
          StackForecast.estimate(changes.stream().map(PlannedChange::type).toList());
      StackDecision decision =
          sameStack()
              ? StackDecisions.decide(circumstances(forecast))
              : new StackDecision.Person(
                  "The live stack was made anew after the good one was described: its ARN is"
                      + " another.",
                  Optional.empty());
      if (decision instanceof StackDecision.Person person) {
        notRestorable.addFirst(person.says());
      }
      Optional<ChangeGate> gate =
          decision.needsPlan() && templates
              ? Optional.of(ChangeGate.judge(changes, processed(live), List.of()))
              : Optional.empty();
      notRestorable.add(
          "Drift is known as far as it was detected last; what nested stacks hold is not in this"
              + " input; a change set of CloudFormation's own says for certain what it would"
              + " replace.");
      return new OfflineStackPlan(
          live.stack().stackName(),
          differences,
          changes,
          decision,
          gate,
          notRestorable,
          decision.forecastSeconds());
    }

    private boolean sameStack() {
      String before = good.stack().stackId();
      String now = live.stack().stackId();
      return before.isEmpty() || now.isEmpty() || before.equals(now);
    }

    private StackCircumstances circumstances(StackForecast forecast) {
      StackState state = live.stack().state();
      return new StackCircumstances(
          state.status(),
          good.stack().state().status().isStable(),
          differs,
          state.status().isInProgress() ? AtWork.OTHERS : AtWork.NOBODY,
          OperationPolicy.WAIT,
          live.failedResources(),
          state.parentId().isPresent(),
          false,
          false,
          state.reason().filter(words -> words.contains("could not be deleted")).isPresent(),
          Integer.MAX_VALUE,
          forecast);
    }

    private static TemplateDocument processed(DescribedStack stack) {
      return TemplateDocument.parse(stack.stack().template().processed());
    }

    private Map<String, String> physicalIds() {
      Map<String, String> physicalIds = new HashMap<>();
      live.stack()
          .state()
          .resources()
          .forEach(resource -> physicalIds.put(resource.logicalId(), resource.physicalId()));
      return physicalIds;
    }

    private void parameters() {
      Map<String, StackParameter> before = good.stack().configuration().parameters();
      Map<String, StackParameter> now = live.stack().configuration().parameters();
      TreeSet<String> names = new TreeSet<>(before.keySet());
      names.addAll(now.keySet());
      for (String name : names) {
        Optional<StackParameter> was = Optional.ofNullable(before.get(name));
        Optional<StackParameter> is = Optional.ofNullable(now.get(name));
        if (!was.equals(is)) {
          differs.add(isLost(was, is) ? Differs.SECRET_PARAMETER : Differs.PARAMETERS);
          changedParameters.add(name);
          add(PARAMETERS, name, said(was), said(is), ChangeEffect.MAY_REPLACE);
        }
      }
      List<String> secrets = live.stack().configuration().secretParameters();
      if (!secrets.isEmpty()) {
        notRestorable.add(
            "NoEcho parameters are masked, so whether they changed cannot be told, and they are"
                + " kept as they are now: "
                + String.join(", ", secrets)
                + ".");
      }
    }

    /** The value cannot be had back: it was never read, or the same name now means another. */
    private static boolean isLost(Optional<StackParameter> was, Optional<StackParameter> is) {
      return switch (was.orElse(new StackParameter.Plain(""))) {
        case StackParameter.Plain _ -> false;
        case StackParameter.Secret _ -> true;
        case StackParameter.Reference(String text, Optional<String> _) ->
            is.filter(
                    now ->
                        now instanceof StackParameter.Reference(String other, Optional<String> _)
                            && other.equals(text))
                .isPresent();
      };
    }

    private static String said(Optional<StackParameter> parameter) {
      return parameter
          .map(
              given ->
                  switch (given) {
                    case StackParameter.Plain(String value) -> value;
                    case StackParameter.Secret _ -> "(masked)";
                    case StackParameter.Reference(String text, Optional<String> resolved) ->
                        text + resolved.map(value -> " (" + value + ")").orElse("");
                  })
          .orElse(TemplateDifference.NONE);
    }

    private void settings() {
      StackConfiguration before = good.stack().configuration();
      StackConfiguration now = live.stack().configuration();
      TreeSet<String> tags = new TreeSet<>(before.tags().keySet());
      tags.addAll(now.tags().keySet());
      for (String tag : tags) {
        setting(
            "Tags." + tag,
            Optional.ofNullable(before.tags().get(tag)),
            Optional.ofNullable(now.tags().get(tag)));
      }
      setting("RoleARN", before.roleArn(), now.roleArn());
      setting("Capabilities", listed(before.capabilities()), listed(now.capabilities()));
      setting(
          "NotificationARNs", listed(before.notificationArns()), listed(now.notificationArns()));
      setting(
          "RollbackConfiguration",
          rollback(before.rollbackConfiguration()),
          rollback(now.rollbackConfiguration()));
      setting(
          "EnableTerminationProtection",
          Optional.of(Boolean.toString(before.terminationProtection())),
          Optional.of(Boolean.toString(now.terminationProtection())));
      if (good.hasPolicy() && live.hasPolicy()) {
        setting("StackPolicyBody", before.stackPolicy(), now.stackPolicy());
      }
    }

    private static Optional<String> listed(Collection<String> values) {
      return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    private static Optional<String> rollback(StackRollbackConfiguration configuration) {
      return configuration.equals(StackRollbackConfiguration.NONE)
          ? Optional.empty()
          : Optional.of(
              configuration.monitoringMinutes()
                  + " minutes, "
                  + configuration.triggers().stream()
                      .map(StackRollbackConfiguration.Trigger::arn)
                      .collect(Collectors.joining(", ")));
    }

    private void setting(String name, Optional<String> before, Optional<String> now) {
      if (!before.equals(now)) {
        differs.add(Differs.SETTINGS);
        add(
            SETTINGS,
            name,
            before.orElse(TemplateDifference.NONE),
            now.orElse(TemplateDifference.NONE),
            ChangeEffect.UPDATES);
      }
    }

    private void add(String section, String name, String before, String now, ChangeEffect effect) {
      differences.add(new TemplateDifference(section, name, "", "", before, now, effect));
    }

    private void assets() {
      List<Asset> assets =
          Assets.of(
              good.stack().template(),
              good.stack().stackName(),
              good.stack().stackId(),
              new TreeMap<>(good.stack().configuration().parameters()));
      if (!assets.isEmpty()) {
        notRestorable.add(
            "Whether what the good template needs still exists is not looked at: "
                + assets.stream().map(Asset::name).collect(Collectors.joining(", "))
                + ".");
      }
    }
  }

  /**
   * The waves of several plans.
   *
   * @param plans their plans
   * @param good the stacks as they were when they were good, by their names
   * @param live the stacks as they are, by their names
   * @return the graph of those that would be changed
   */
  public static StackGraph graph(
      List<OfflineStackPlan> plans,
      Map<String, DescribedStack> good,
      Map<String, DescribedStack> live) {
    return StackGraph.of(
        plans.stream()
            .filter(plan -> plan.decision().operation().isPresent())
            .map(
                plan ->
                    StackGraph.Change.of(
                        good.get(plan.stackName()).stack(),
                        live.get(plan.stackName()).stack(),
                        plan.forecastSeconds()))
            .toList(),
        List.of(),
        List.of());
  }
}
