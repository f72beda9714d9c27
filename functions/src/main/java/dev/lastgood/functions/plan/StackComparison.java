package dev.lastgood.functions.plan;

import dev.lastgood.functions.plan.Difference.Kind;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.stack.ChangeEffect;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import dev.lastgood.functions.stack.StackConfiguration;
import dev.lastgood.functions.stack.StackOutput;
import dev.lastgood.functions.stack.StackParameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * How a live stack differs from a point, and what going back to the point would cost.
 *
 * @param goal what was good
 * @param live what is
 * @param differs which parts differ that an alarm could come of
 * @param differences each difference, for people
 * @param changedTypes the types of the resources that going back changes
 * @param losses what going back could lose
 */
record StackComparison(
    StackBody goal,
    StackBody live,
    Set<Differs> differs,
    List<Difference> differences,
    Set<String> changedTypes,
    List<Loss> losses) {
  StackComparison {
    differs = differs.isEmpty() ? Set.of() : EnumSet.copyOf(differs);
    differences = List.copyOf(differences);
    changedTypes = new TreeSet<>(changedTypes);
    losses = List.copyOf(losses);
  }

  /**
   * Compares.
   *
   * @param situation the stack, and what a recovery may do to it
   * @param goal what was good
   * @param live what is
   */
  static StackComparison of(StackSituation situation, StackBody goal, StackBody live) {
    Comparison found = new Comparison();
    Set<Differs> differs = EnumSet.noneOf(Differs.class);
    StackConfiguration good = goal.configuration();
    StackConfiguration now = live.configuration();
    StackForesight foresight = foresight(situation, goal, live);
    foresight
        .differences()
        .forEach(each -> found.add(each.field(), each.good(), each.live(), kind(each.effect())));
    if (templates(good, now, foresight.differences().isEmpty(), found)) {
      differs.add(Differs.TEMPLATE);
    }
    if (parameters(good, now, found)) {
      differs.add(Differs.PARAMETERS);
    }
    if (referencesMoved(good, now, found)) {
      differs.add(Differs.SECRET_PARAMETER);
    }
    if (differs.isEmpty() && mayHideASecret(goal, live)) {
      found.add(
          "parameters/" + String.join(",", good.secretParameters()),
          "not captured (NoEcho)",
          "not readable, and the stack was updated since",
          Kind.CAPACITY);
      differs.add(Differs.SECRET_PARAMETER);
    }
    settings(good, now, found);
    List<Loss> losses = new ArrayList<>();
    marker(situation, goal, live).ifPresent(losses::add);
    losses.addAll(foresight.losses());
    return new StackComparison(
        goal, live, differs, found.differences(), foresight.changedTypes(), losses);
  }

  private static StackForesight foresight(
      StackSituation situation, StackBody goal, StackBody live) {
    return situation.goalTemplate().isPresent()
            && situation.live() instanceof Reading.Stack captured
        ? StackForesight.of(
            goal.capture(situation.goalTemplate().get()), live.capture(captured.template()))
        : new StackForesight(List.of(), Set.of(), List.of());
  }

  private static Kind kind(ChangeEffect effect) {
    return effect == ChangeEffect.NONE ? Kind.OTHER : Kind.LAUNCH;
  }

  /** What differs in a template says more than that it differs, where it can be told. */
  private static boolean templates(
      StackConfiguration good, StackConfiguration now, boolean untold, Comparison found) {
    boolean own = !good.templateSha256().equals(now.templateSha256());
    if (own && untold) {
      found.add("template", good.templateSha256(), now.templateSha256(), Kind.LAUNCH);
    }
    int before = found.differences().size();
    for (String place :
        Comparison.names(good.nestedTemplateSha256s(), now.nestedTemplateSha256s())) {
      found.add(
          "nested/" + place,
          good.nestedTemplateSha256s().getOrDefault(place, Comparison.NONE),
          now.nestedTemplateSha256s().getOrDefault(place, Comparison.NONE),
          Kind.LAUNCH);
    }
    return own || found.differences().size() > before;
  }

  private static boolean parameters(
      StackConfiguration good, StackConfiguration now, Comparison found) {
    int before = found.differences().size();
    for (String name : Comparison.names(good.parameters(), now.parameters())) {
      found.add(
          "parameters/" + name,
          given(good.parameters(), name),
          given(now.parameters(), name),
          Kind.LAUNCH);
    }
    return found.differences().size() > before;
  }

  /** What whoever deployed it gave, as far as that can be read. */
  private static String given(SortedMap<String, StackParameter> parameters, String name) {
    return switch (parameters.get(name)) {
      case null -> Comparison.NONE;
      case StackParameter.Plain plain -> plain.value();
      case StackParameter.Reference reference -> reference.text();
      case StackParameter.Secret _ -> "(NoEcho)";
    };
  }

  /** The same reference that stands for something else now: only its owner can set that back. */
  private static boolean referencesMoved(
      StackConfiguration good, StackConfiguration now, Comparison found) {
    int before = found.differences().size();
    good.parameters()
        .forEach(
            (name, parameter) -> {
              if (parameter instanceof StackParameter.Reference was
                  && now.parameters().get(name) instanceof StackParameter.Reference is
                  && was.text().equals(is.text())) {
                found.add(
                    "parameters/" + name + " (" + was.text() + ")",
                    was.resolvedValue().orElse(Comparison.NONE),
                    is.resolvedValue().orElse(Comparison.NONE),
                    Kind.LAUNCH);
              }
            });
    return found.differences().size() > before;
  }

  /** An update that shows in nothing readable has changed what is not readable. */
  private static boolean mayHideASecret(StackBody goal, StackBody live) {
    return !goal.configuration().secretParameters().isEmpty()
        && !live.state().status().isRollback()
        && live.state().lastUpdatedAt().isAfter(goal.state().lastUpdatedAt());
  }

  private static void settings(StackConfiguration good, StackConfiguration now, Comparison found) {
    found.add("capabilities", good.capabilities(), now.capabilities(), Kind.OTHER);
    found.add(
        "roleArn",
        good.roleArn().orElse(Comparison.NONE),
        now.roleArn().orElse(Comparison.NONE),
        Kind.OTHER);
    found.add("notificationArns", good.notificationArns(), now.notificationArns(), Kind.OTHER);
    found.deep(
        "rollbackConfiguration",
        good.rollbackConfiguration(),
        now.rollbackConfiguration(),
        Kind.OTHER);
    found.add(
        "stackPolicy",
        good.stackPolicy().orElse(Comparison.NONE),
        now.stackPolicy().orElse(Comparison.NONE),
        Kind.OTHER);
    found.add(
        "terminationProtection",
        good.terminationProtection(),
        now.terminationProtection(),
        Kind.OTHER);
    for (String key : Comparison.names(good.tags(), now.tags())) {
      found.add(
          "tags/" + key,
          good.tags().getOrDefault(key, Comparison.NONE),
          now.tags().getOrDefault(key, Comparison.NONE),
          Kind.OTHER);
    }
  }

  /** What the team declared to say how far its data has been migrated. */
  private static Optional<Loss> marker(StackSituation situation, StackBody goal, StackBody live) {
    return situation
        .selection()
        .migrationMarker()
        .filter(name -> !marked(goal, name).equals(marked(live, name)))
        .map(
            name ->
                new Loss(
                    name,
                    "The migration marker "
                        + name
                        + " is "
                        + marked(live, name)
                        + " and was "
                        + marked(goal, name)
                        + ": data may have been migrated, and what was good may not understand"
                        + " it."));
  }

  private static String marked(StackBody body, String name) {
    StackOutput output = body.state().outputs().get(name);
    return output == null ? given(body.configuration().parameters(), name) : output.value();
  }
}
