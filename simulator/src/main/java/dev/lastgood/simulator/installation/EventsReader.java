package dev.lastgood.simulator.installation;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.eventbridge.EventPattern;
import dev.lastgood.simulator.eventbridge.EventRule;
import dev.lastgood.simulator.eventbridge.InvalidEventPatternException;
import dev.lastgood.simulator.eventbridge.RetryPolicy;
import dev.lastgood.simulator.eventbridge.RuleTarget;
import dev.lastgood.simulator.scheduler.Schedule;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what wakes functions: rules and schedules. */
final class EventsReader {
  private static final String ENABLED = "ENABLED";

  private EventsReader() {}

  static List<EventRule> rules(Reading reading) {
    List<EventRule> rules = new ArrayList<>();
    for (Properties rule : reading.of("AWS::Events::Rule")) {
      String name = rule.text("Name");
      List<RuleTarget> targets =
          rule.children("Targets").stream().map(EventsReader::target).toList();
      EventPattern pattern = pattern(name, rule.map("EventPattern"));
      if (rule.optionalText("State").orElse(ENABLED).equals(ENABLED)) {
        rules.add(new EventRule(name, pattern, targets));
      }
    }
    return rules;
  }

  private static EventPattern pattern(String rule, Map<String, Object> pattern) {
    try {
      return EventPattern.of(pattern);
    } catch (InvalidEventPatternException refused) {
      throw new UnresolvableTemplateException("rule " + rule, refused.getMessage());
    }
  }

  private static RuleTarget target(Properties target) {
    return new RuleTarget(
        target.text("Id"),
        target.text("Arn"),
        retryPolicy(target),
        deadLetters(target),
        input(target));
  }

  private static RetryPolicy retryPolicy(Properties target) {
    return target
        .child("RetryPolicy")
        .map(
            policy ->
                new RetryPolicy(
                    policy.integer(
                        "MaximumRetryAttempts", RetryPolicy.DEFAULT.maximumRetryAttempts()),
                    Duration.ofSeconds(
                        policy.integer(
                            "MaximumEventAgeInSeconds",
                            (int) RetryPolicy.DEFAULT.maximumEventAge().toSeconds()))))
        .orElse(RetryPolicy.DEFAULT);
  }

  private static Optional<String> deadLetters(Properties target) {
    return target.child("DeadLetterConfig").map(config -> config.text("Arn"));
  }

  private static Optional<Object> input(Properties target) {
    return target.optionalText("Input").map(text -> Json.read(text, Object.class));
  }

  static List<Schedule> schedules(Reading reading) {
    List<Schedule> schedules = new ArrayList<>();
    for (Properties schedule : reading.of("AWS::Scheduler::Schedule")) {
      String name = schedule.text("Name");
      Properties target =
          schedule
              .child("Target")
              .orElseThrow(
                  () -> new UnresolvableTemplateException("schedule " + name, "it has no target"));
      if (!schedule
          .child("FlexibleTimeWindow")
          .map(window -> window.text("Mode"))
          .orElse("OFF")
          .equals("OFF")) {
        throw new UnresolvableTemplateException(
            "schedule " + name, "flexible time windows are not modelled");
      }
      Optional<Object> input = input(target);
      Schedule read =
          new Schedule(
              name,
              schedule.text("ScheduleExpression"),
              target.text("Arn"),
              target.text("RoleArn"),
              input,
              retryPolicy(target),
              deadLetters(target));
      if (schedule.optionalText("State").orElse(ENABLED).equals(ENABLED)) {
        schedules.add(read);
      }
    }
    return schedules;
  }
}
