package dev.lastgood.functions.plan;

import dev.lastgood.functions.stack.OfflineChanges;
import dev.lastgood.functions.stack.PlannedChange;
import dev.lastgood.functions.stack.StackCapture;
import dev.lastgood.functions.stack.StackConfiguration;
import dev.lastgood.functions.stack.StackResource;
import dev.lastgood.functions.stack.TemplateDifference;
import dev.lastgood.functions.stack.TemplateDifferences;
import dev.lastgood.functions.stack.TemplateDocument;
import dev.lastgood.functions.stack.UnreadableTemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What going back would change in a stack and in all that are nested in it, as far as the texts
 * tell. The change set tells it for certain, and is read before it is executed.
 *
 * @param differences how the templates differ
 * @param changedTypes the types of the resources that would change
 * @param losses what would be lost
 */
record StackForesight(
    List<TemplateDifference> differences, Set<String> changedTypes, List<Loss> losses) {
  StackForesight {
    differences = List.copyOf(differences);
    changedTypes = new TreeSet<>(changedTypes);
    losses = List.copyOf(losses);
  }

  /**
   * Compares two captures of one stack. A template that cannot be read tells nothing here.
   *
   * @param good what would be gone back to
   * @param live what is
   */
  static StackForesight of(StackCapture good, StackCapture live) {
    StackForesight foresight = new StackForesight(List.of(), Set.of(), List.of());
    return foresight.with("", good, live);
  }

  private StackForesight with(String place, StackCapture good, StackCapture live) {
    StackForesight all = and(own(place, good, live));
    for (Map.Entry<String, StackCapture> nested : live.state().nested().entrySet()) {
      StackCapture before = good.state().nested().get(nested.getKey());
      if (before != null) {
        all = all.with(place + nested.getKey() + ".", before, nested.getValue());
      }
    }
    return all;
  }

  private StackForesight and(StackForesight other) {
    List<TemplateDifference> allDifferences = new ArrayList<>(differences);
    allDifferences.addAll(other.differences);
    Set<String> allTypes = new TreeSet<>(changedTypes);
    allTypes.addAll(other.changedTypes);
    List<Loss> allLosses = new ArrayList<>(losses);
    allLosses.addAll(other.losses);
    return new StackForesight(allDifferences, allTypes, allLosses);
  }

  private static StackForesight own(String place, StackCapture good, StackCapture live) {
    try {
      TemplateDocument before = TemplateDocument.parse(good.template().processed());
      TemplateDocument now = TemplateDocument.parse(live.template().processed());
      List<PlannedChange> changes =
          OfflineChanges.of(
              before,
              now,
              changedParameters(good.configuration(), live.configuration()),
              live.state().resources().stream()
                  .collect(Collectors.toMap(StackResource::logicalId, StackResource::physicalId)));
      return new StackForesight(
          TemplateDifferences.between(before, now).stream().map(each -> at(place, each)).toList(),
          changes.stream().map(PlannedChange::type).collect(Collectors.toSet()),
          Losses.of(place, changes, now));
    } catch (UnreadableTemplateException unreadable) {
      return new StackForesight(List.of(), Set.of(), List.of());
    }
  }

  private static List<String> changedParameters(StackConfiguration good, StackConfiguration live) {
    return Comparison.names(good.parameters(), live.parameters()).stream()
        .filter(name -> !Objects.equals(good.parameters().get(name), live.parameters().get(name)))
        .toList();
  }

  private static TemplateDifference at(String place, TemplateDifference difference) {
    return place.isEmpty()
        ? difference
        : new TemplateDifference(
            place + difference.section(),
            difference.name(),
            difference.type(),
            difference.path(),
            difference.good(),
            difference.live(),
            difference.effect());
  }
}
