package dev.lastgood.infra;

import dev.lastgood.functions.config.Configuration;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** What recovers: all that can be replaced, or removed and deployed again, at any time. */
final class ServiceStack extends Stack {
  ServiceStack(
      Construct scope,
      String id,
      StackProps properties,
      Configuration configuration,
      StateStack state,
      Sources sources) {
    super(scope, id, properties);
    Names names = Names.of(configuration);
    Queues queues = new Queues(this, names, state.dataKey());
    Notices notices = new Notices(this, names, state.dataKey(), configuration.deployment());
    Permissions permissions =
        new Permissions(configuration, names, state, notices.topic().getTopicArn());
    Functions functions =
        new Functions(this, names, configuration, state, notices, queues, permissions, sources);
    Machines machines = new Machines(this, names, configuration, state, functions, sources);
    Rules rules = new Rules(this, names, configuration, functions, queues);
    Schedules schedules = new Schedules(this, names, state, functions, queues);
    schedules.getNode().addDependency(machines);
    new Alarms(this, names, configuration, notices, queues, rules);
    new Dashboard(this, names, configuration);
    CfnOutput.Builder.create(this, "AlarmAction")
        .description("The action to give to alarms, as the second path beside their events.")
        .value(functions.live(FunctionName.DETECT).getFunctionArn())
        .build();
    CfnOutput.Builder.create(this, "IncidentMachine")
        .description("The state machine that owns incidents.")
        .value(names.arn("states", "stateMachine:" + names.of(Machines.INCIDENT)))
        .build();
  }
}
