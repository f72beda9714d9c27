package dev.lastgood.test.malformed;

import dev.lastgood.functions.handler.Canary;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.test.Built;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The inputs that functions got in rehearsals: what valid ones look like. */
final class Recording implements InvocationObserver {
  /** Together they invoke every function. */
  private static final List<String> SCENARIOS =
      List.of(
          "bad-launch-template",
          "approval-given",
          "started-by-hand",
          "execution-aborted",
          "settings-made-worse",
          "stack-update-breaks-service");

  private static final int KEPT_MAX = 40;

  private final Map<String, List<Object>> inputs = new TreeMap<>();

  /** Of one rehearsal of each scenario. */
  static Recording ofAll() {
    Recording recording = new Recording();
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    Twist twist = (world, _) -> world.watchInvocations(recording);
    SCENARIOS.forEach(
        scenario -> rehearsals.rehearse(scenario, 1, FaultSettings.NONE, target -> target, twist));
    return recording;
  }

  @Override
  public void started(InvocationContext context, Object payload, boolean coldStart) {
    keep(context.functionName(), payload);
  }

  void keep(String functionName, Object payload) {
    List<Object> kept = inputs.computeIfAbsent(functionName, _ -> new ArrayList<>());
    if (!Canary.is(payload) && kept.size() < KEPT_MAX && !kept.contains(payload)) {
      kept.add(payload);
    }
  }

  /** The valid inputs of a function; empty where it had none. */
  List<Object> of(String functionName) {
    return inputs.getOrDefault(functionName, List.of());
  }
}
