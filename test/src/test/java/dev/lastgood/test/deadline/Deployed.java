package dev.lastgood.test.deadline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.simulator.template.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a synthesised template says about time. Where it does not say what is looked for, this
 * fails: no figure has a default here that the template would not have.
 */
final class Deployed {
  private static final Pattern KEPT_BACK = Pattern.compile("/ 1000\\) - (\\d+)\\]\\) %}$");
  private static final Pattern ENOUGH = Pattern.compile("\\$millis\\(\\) > (\\d+)000 %}$");
  private static final Pattern QUIET = Pattern.compile("\\$millis\\(\\) \\+ (\\d+)000\\) %}$");
  private static final Pattern MINUTES = Pattern.compile("rate\\((\\d+) minutes?\\)");

  private final Installation installation;
  private final Map<String, Properties> functions = new TreeMap<>();
  private final JsonNode incident;
  private final JsonNode recovery;

  Deployed(Installation installation) {
    this.installation = installation;
    for (Resource function : installation.assembly().resources("AWS::Lambda::Function")) {
      Properties says = Properties.of(function);
      functions.put(says.text("FunctionName"), says);
    }
    this.incident = machine("-incident");
    this.recovery = machine("-recovery");
  }

  private JsonNode machine(String suffix) {
    for (Resource machine : installation.assembly().resources("AWS::StepFunctions::StateMachine")) {
      Properties says = Properties.of(machine);
      if (says.text("StateMachineName").endsWith(suffix)) {
        String text = says.text("DefinitionString");
        for (var value : says.textsByName("DefinitionSubstitutions").entrySet()) {
          text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return Json.read(text, JsonNode.class);
      }
    }
    throw new IllegalStateException("There is no state machine " + suffix);
  }

  List<Step> incidentSteps() {
    return Step.of(incident);
  }

  List<Step> recoverySteps() {
    return Step.of(recovery);
  }

  Step step(String name) {
    return java.util.stream.Stream.concat(incidentSteps().stream(), recoverySteps().stream())
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no task " + name));
  }

  /** How long the incident machine waits before it closes what it has stopped. */
  int waitSeconds() {
    return figure(QUIET, incident.at("/States/Stop/Assign/quietAt").asText());
  }

  /** What the incident machine keeps back from the time that is left. */
  int keptBackSeconds() {
    return figure(KEPT_BACK, incident.at("/States/Recover/TimeoutSeconds").asText());
  }

  /** What has to be left for a recovery to be begun at all. */
  int enoughSeconds() {
    return figure(ENOUGH, incident.at("/States/Is there time?/Choices/1/Condition").asText());
  }

  private static int figure(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("Expected " + pattern + ", found " + text);
    }
    return Integer.parseInt(matcher.group(1));
  }

  int timeoutSeconds(Class<? extends JsonHandler<?, ?>> handler) {
    return timeoutSeconds(installation.functionName(handler));
  }

  private int timeoutSeconds(String functionName) {
    return functions.get(functionName).integer("Timeout", 3);
  }

  /** The timeout of the function that a step invokes. */
  Optional<Integer> functionSeconds(Step step) {
    return functionName(step).map(this::timeoutSeconds);
  }

  private Optional<String> functionName(Step step) {
    return step.function().flatMap(installation::functionIn);
  }

  /** Without the environment. */
  Optional<String> shortName(Step step) {
    return functionName(step)
        .map(name -> name.substring(name.indexOf(installation.configuration().environment())))
        .map(name -> name.substring(name.indexOf('-') + 1));
  }

  /** How often the sweep is started. */
  int sweepEverySeconds() {
    String sweep = ":" + installation.functionName(SweepHandler.class) + ":";
    for (Resource schedule : installation.assembly().resources("AWS::Scheduler::Schedule")) {
      Properties says = Properties.of(schedule);
      Properties target = says.child("Target").orElseThrow();
      if (target.text("Arn").contains(sweep) && target.optionalText("Input").isEmpty()) {
        return 60 * figure(MINUTES, says.text("ScheduleExpression"));
      }
    }
    throw new IllegalStateException("Nothing starts the sweep.");
  }

  /** Lambda's retries of what the function was asked to do by an event. */
  Properties events(Class<? extends JsonHandler<?, ?>> handler) {
    String name = installation.functionName(handler);
    return installation.assembly().resources("AWS::Lambda::EventInvokeConfig").stream()
        .map(Properties::of)
        .filter(says -> says.text("FunctionName").equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " has no event invoke config."));
  }

  /** How often, and how long, EventBridge tries to hand over an alarm's event. */
  Properties delivery() {
    return installation.assembly().resources("AWS::Events::Rule").stream()
        .map(Properties::of)
        .filter(says -> says.text("Name").endsWith("-alarms"))
        .findFirst()
        .flatMap(says -> says.children("Targets").getFirst().child("RetryPolicy"))
        .orElseThrow(() -> new IllegalStateException("There is no rule for alarms."));
  }
}
