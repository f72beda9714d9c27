package dev.lastgood.functions.stack;

import dev.lastgood.functions.stack.StackCircumstances.Differs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How what a stack is deployed with, its parameters and settings, differs between two descriptions
 * of it.
 */
final class DeploymentDifferences {
  private static final String PARAMETERS = "ParameterValues";
  private static final String SETTINGS = "Settings";

  private final List<TemplateDifference> differences = new ArrayList<>();
  private final Set<Differs> differs = EnumSet.noneOf(Differs.class);
  private final Set<String> changedParameters = new TreeSet<>();

  private DeploymentDifferences() {}

  /** Compares the stack as it was when it was good with the same as it is. */
  static DeploymentDifferences between(DescribedStack good, DescribedStack live) {
    DeploymentDifferences found = new DeploymentDifferences();
    found.parameters(good, live);
    found.settings(good, live);
    return found;
  }

  /** Each that differs, parameters first. */
  List<TemplateDifference> differences() {
    return List.copyOf(differences);
  }

  /** Which parts of the stack differ. */
  Set<Differs> differs() {
    return Set.copyOf(differs);
  }

  /** The names of the parameters that differ. */
  Set<String> changedParameters() {
    return Set.copyOf(changedParameters);
  }

  private void parameters(DescribedStack good, DescribedStack live) {
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

  private void settings(DescribedStack good, DescribedStack live) {
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
    setting("NotificationARNs", listed(before.notificationArns()), listed(now.notificationArns()));
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
}
