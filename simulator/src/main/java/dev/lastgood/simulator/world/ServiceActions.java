package dev.lastgood.simulator.world;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.cloudwatch.AlarmActions;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import dev.lastgood.simulator.sns.SimulatedSns;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Carries out alarms' actions in one world. An action that names what is not there is lost. */
record ServiceActions(SimulatedLambda lambda, SimulatedSns sns) implements AlarmActions {
  @Override
  public void perform(String actionArn, Map<String, Object> what) {
    try {
      if (AlarmActions.isFunction(actionArn)) {
        lambda.invokeAsync(actionArn, what);
      } else {
        sns.deliver(actionArn, Json.write(what));
      }
    } catch (ResourceNotFoundException | NotFoundException missing) {
      // CloudWatch notes it in the alarm's history, which nobody reads for it.
    }
  }
}
