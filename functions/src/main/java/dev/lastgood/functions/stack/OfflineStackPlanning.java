package dev.lastgood.functions.stack;

import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.stack.StackCircumstances.AtWork;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The work on one offline plan of a stack. */
final class OfflineStackPlanning {
  private final DescribedStack good;
  private final DescribedStack live;
  private final List<String> notRestorable = new ArrayList<>();

  OfflineStackPlanning(DescribedStack good, DescribedStack live) {
    this.good = good;
    this.live = live;
  }

  /** Plans; has no effects. */
  OfflineStackPlan plan() {
    List<PlannedChange> changes = new ArrayList<>();
    DeploymentDifferences deployment = DeploymentDifferences.between(good, live);
    List<TemplateDifference> differences = new ArrayList<>(deployment.differences());
    Set<Differs> differs = EnumSet.noneOf(Differs.class);
    differs.addAll(deployment.differs());
    secrets();
    boolean templates = good.hasTemplate() && live.hasTemplate();
    if (templates) {
      TemplateDocument before = processed(good);
      TemplateDocument now = processed(live);
      List<TemplateDifference> found = TemplateDifferences.between(before, now);
      if (!found.isEmpty()) {
        differs.add(Differs.TEMPLATE);
        differences.addAll(0, found);
      }
      changes.addAll(OfflineChanges.of(before, now, deployment.changedParameters(), physicalIds()));
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
            ? StackDecisions.decide(circumstances(differs, forecast))
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

  private StackCircumstances circumstances(Set<Differs> differs, StackForecast forecast) {
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

  private void secrets() {
    List<String> secrets = live.stack().configuration().secretParameters();
    if (!secrets.isEmpty()) {
      notRestorable.add(
          "NoEcho parameters are masked, so whether they changed cannot be told, and they are"
              + " kept as they are now: "
              + String.join(", ", secrets)
              + ".");
    }
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
