package dev.lastgood.simulator.installation;

import dev.lastgood.simulator.eventbridge.EventRule;
import dev.lastgood.simulator.eventbridge.RuleTarget;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.scheduler.Schedule;
import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What parts of a template say of each other by name. CloudFormation deploys a rule whose target
 * does not exist, and an alarm on a queue that nobody has; here both are refused.
 */
final class References {
  private final TreeSet<String> functions = new TreeSet<>();
  private final TreeSet<String> functionNames = new TreeSet<>();
  private final TreeSet<String> machines = new TreeSet<>();
  private final TreeSet<String> queues = new TreeSet<>();
  private final TreeSet<String> topics = new TreeSet<>();
  private final TreeSet<String> queueNames = new TreeSet<>();

  References(
      CloudAssembly assembly,
      Account account,
      List<InstalledFunction> installed,
      List<InstalledMachine> installedMachines) {
    for (InstalledFunction function : installed) {
      String arn = account.arn("lambda", "function:" + function.settings().name());
      functionNames.add(function.settings().name());
      functions.add(arn);
      function.versions().forEach(version -> functions.add(arn + ":" + version));
      function.aliases().keySet().forEach(alias -> functions.add(arn + ":" + alias));
    }
    installedMachines.forEach(machine -> machines.add(machine.arn()));
    assembly
        .resources("AWS::SQS::Queue")
        .forEach(queue -> queueNames.add(Properties.of(queue).text("QueueName")));
    queueNames.forEach(name -> queues.add(account.arn("sqs", name)));
    assembly
        .resources("AWS::SNS::Topic")
        .forEach(topic -> topics.add(account.arn("sns", Properties.of(topic).text("TopicName"))));
  }

  void checkFunctions(List<InstalledFunction> installed) {
    for (InstalledFunction function : installed) {
      String place = "function " + function.settings().name();
      function
          .aliases()
          .forEach(
              (alias, version) ->
                  require(
                      function.versions(), version, place, "the version of its alias " + alias));
      function
          .events()
          .forEach(
              (qualifier, async) ->
                  async
                      .onFailureArn()
                      .ifPresent(arn -> require(queues, arn, place, "its on-failure destination")));
    }
  }

  void checkRules(List<EventRule> rules) {
    for (EventRule rule : rules) {
      for (RuleTarget target : rule.targets()) {
        String place = "rule " + rule.name();
        require(functions, target.arn(), place, "its target");
        checkQueue(target.deadLetterQueueArn(), place);
      }
    }
  }

  void checkSchedules(List<Schedule> schedules) {
    for (Schedule schedule : schedules) {
      String place = "schedule " + schedule.name();
      require(functions, schedule.functionArn(), place, "its target");
      checkQueue(schedule.deadLetterQueueArn(), place);
    }
  }

  void checkAlarms(List<PutMetricAlarmRequest> alarms) {
    for (PutMetricAlarmRequest alarm : alarms) {
      String place = "alarm " + alarm.alarmName();
      for (String topic : alarm.alarmActions()) {
        require(topics, topic, place, "its action");
      }
      for (Dimension dimension : alarm.dimensions()) {
        switch (dimension.name()) {
          case "QueueName" -> require(queueNames, dimension.value(), place, "its queue");
          case "FunctionName", "Function" ->
              require(functionNames, dimension.value(), place, "its function");
          case "StateMachineArn" ->
              require(machines, dimension.value(), place, "its state machine");
          default -> {}
        }
      }
    }
  }

  private void checkQueue(Optional<String> arn, String place) {
    arn.ifPresent(queue -> require(queues, queue, place, "its dead-letter queue"));
  }

  private static void require(java.util.Set<String> known, String name, String place, String what) {
    if (!known.contains(name)) {
      throw new UnresolvableTemplateException(
          place, what + " " + name + " is nothing that the template makes");
    }
  }
}
