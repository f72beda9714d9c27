package dev.lastgood.simulator.installation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.asl.InvalidDefinitionException;
import dev.lastgood.asl.StateMachine;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the state machines of a template. */
final class MachinesReader {
  /** See "DefinitionSubstitutions" of AWS::StepFunctions::StateMachine. */
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)}");

  private MachinesReader() {}

  static List<InstalledMachine> machines(Reading reading, Account account) {
    Map<String, List<String>> qualifiers = new TreeMap<>();
    for (Properties version : reading.of("AWS::StepFunctions::StateMachineVersion")) {
      version.optionalText("StateMachineRevisionId");
      qualifiers.computeIfAbsent(version.text("StateMachineArn"), _ -> new ArrayList<>()).add("1");
    }
    for (Properties alias : reading.of("AWS::StepFunctions::StateMachineAlias")) {
      for (Properties route : alias.children("RoutingConfiguration")) {
        String version = route.text("StateMachineVersionArn");
        String machine = version.substring(0, version.lastIndexOf(':'));
        if (route.integer("Weight", 0) != 100) {
          throw new UnresolvableTemplateException(
              "alias " + alias.text("Name"), "weights other than 100 are not modelled");
        }
        qualifiers.computeIfAbsent(machine, _ -> new ArrayList<>()).add(alias.text("Name"));
      }
    }
    List<InstalledMachine> machines = new ArrayList<>();
    for (Properties machine : reading.of("AWS::StepFunctions::StateMachine")) {
      String name = machine.text("StateMachineName");
      String arn = account.arn("states", "stateMachine:" + name);
      if (!machine.optionalText("StateMachineType").orElse("STANDARD").equals("STANDARD")) {
        throw new UnresolvableTemplateException(
            "state machine " + name, "only STANDARD is modelled");
      }
      // The policies read what logging and tracing need.
      machine.map("LoggingConfiguration");
      machine.map("TracingConfiguration");
      machines.add(
          new InstalledMachine(
              arn,
              name,
              machine.text("RoleArn"),
              definition(
                  name,
                  machine.text("DefinitionString"),
                  machine.textsByName("DefinitionSubstitutions")),
              MachineState.of(name, Json.read(machine.text("DefinitionString"), JsonNode.class)),
              qualifiers.getOrDefault(arn, List.of())));
    }
    return machines;
  }

  private static StateMachine definition(
      String name, String text, Map<String, String> substitutions) {
    Matcher matcher = SUBSTITUTION.matcher(text);
    StringBuilder made = new StringBuilder();
    while (matcher.find()) {
      String value = substitutions.get(matcher.group(1));
      if (value == null) {
        throw new UnresolvableTemplateException(
            "state machine " + name, "nothing is substituted for ${" + matcher.group(1) + "}");
      }
      matcher.appendReplacement(made, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(made);
    try {
      return StateMachine.load(made.toString());
    } catch (InvalidDefinitionException refused) {
      throw new UnresolvableTemplateException("state machine " + name, refused.getMessage());
    }
  }
}
