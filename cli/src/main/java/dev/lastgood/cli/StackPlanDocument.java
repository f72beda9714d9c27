package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.stack.ChangeGate;
import dev.lastgood.functions.stack.OfflineStackPlan;
import dev.lastgood.functions.stack.PlannedChange;
import dev.lastgood.functions.stack.StackDecision;
import dev.lastgood.functions.stack.StackWaves;
import dev.lastgood.functions.stack.TemplateDifference;
import java.util.List;

/** Plans of stacks, for scripts: the fields of a group's plan, each with its stack, and more. */
final class StackPlanDocument {
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private final ArrayNode differences = document.putArray("differences");
  private final ArrayNode actions = document.putArray("actions");
  private final ArrayNode notRestorable = document.putArray("notRestorable");

  private StackPlanDocument() {}

  static ObjectNode of(StackPlans plans) {
    StackPlanDocument writer = new StackPlanDocument();
    ArrayNode stacks = writer.document.putArray("stacks");
    for (OfflineStackPlan plan : plans.plans()) {
      stacks.addObject().put("stack", plan.stackName()).put("decision", name(plan.decision()));
      writer.plan(plan, plans);
    }
    plans.notPlanned().forEach(writer.notRestorable::add);
    plans.graph().conflicts().forEach(writer.notRestorable::add);
    writer.order(plans);
    return writer.document;
  }

  private static String name(StackDecision decision) {
    return decision.getClass().getSimpleName();
  }

  private void plan(OfflineStackPlan plan, StackPlans plans) {
    for (TemplateDifference difference : plan.differences()) {
      differences
          .addObject()
          .put("stack", plan.stackName())
          .put("field", difference.field())
          .put("good", difference.good())
          .put("live", difference.live())
          .put("kind", difference.effect().name());
    }
    plan.notRestorable().forEach(why -> notRestorable.add(plan.stackName() + ": " + why));
    if (plan.decision() instanceof StackDecision.Nothing
        || plan.decision() instanceof StackDecision.Person) {
      return;
    }
    ObjectNode action =
        actions
            .addObject()
            .put("stack", plan.stackName())
            .put("action", name(plan.decision()))
            .put("says", plan.decision().says())
            .put("forecastSeconds", plan.forecastSeconds());
    ArrayNode calls = action.putArray("calls");
    plan.calls(plans.good().get(plan.stackName())).forEach(calls::add);
    ArrayNode changes = action.putArray("changes");
    for (PlannedChange change : plan.changes()) {
      ArrayNode properties =
          changes
              .addObject()
              .put("logicalId", change.logicalId())
              .put("type", change.type())
              .put("action", change.action().name())
              .put("replacement", change.replacement().name())
              .putArray("properties");
      change.properties().forEach(properties::add);
    }
    plan.gate()
        .ifPresent(
            gate -> {
              ArrayNode lost =
                  action
                      .put("needsApproval", gate instanceof ChangeGate.NeedsApproval)
                      .putArray("lost");
              if (gate instanceof ChangeGate.NeedsApproval(List<String> what)) {
                what.forEach(lost::add);
              }
            });
  }

  private void order(StackPlans plans) {
    ArrayNode waves = document.putArray("waves");
    switch (plans.waves()) {
      case StackWaves.Ordered ordered -> {
        ordered
            .waves()
            .forEach(
                wave -> {
                  ArrayNode names = waves.addArray();
                  wave.forEach(names::add);
                });
        ArrayNode path = document.putArray("criticalPath");
        ordered.criticalPath().forEach(path::add);
        document
            .put("criticalPathSeconds", ordered.criticalPathSeconds())
            .put("forecastSeconds", ordered.forecastSeconds());
      }
      case StackWaves.Circular(List<List<String>> circles) ->
          circles.forEach(
              circle ->
                  notRestorable.add(
                      "No order satisfies the circle " + String.join(", ", circle) + "."));
    }
  }
}
