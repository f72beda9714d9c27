package dev.lastgood.simulator.world;

import dev.lastgood.asl.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The state machines of one environment: the files from {@code statemachines/}, with their
 * substitutions made as CloudFormation makes them. Loaded and compiled once for all worlds of it.
 *
 * @param incident the machine that owns an incident's deadline
 * @param recovery the machine that does the work
 * @param incidentArn the first one's ARN
 */
public record Definitions(StateMachine incident, StateMachine recovery, String incidentArn) {
  /** The name of the machine that owns an incident's deadline. */
  static final String INCIDENT = "lastgood-incident";

  /** The name of the machine that does the work. */
  static final String RECOVERY = "lastgood-recovery";

  /**
   * Loads both.
   *
   * @param account the account's twelve digits
   * @param region the Region
   * @return the machines
   * @throws IllegalStateException where something that a file asks for is not substituted
   */
  public static Definitions load(String account, String region) {
    String prefix = "arn:aws:states:" + region + ":" + account;
    String recoveryArn = prefix + ":stateMachine:" + RECOVERY;
    StateMachine recovery =
        StateMachine.load(
            substituted(
                "recovery",
                Map.of(
                    "AcquireFunctionArn", functionArn(account, region, "acquire"),
                    "PlanFunctionArn", functionArn(account, region, "plan"),
                    "AskFunctionArn", functionArn(account, region, "ask"),
                    "BackUpFunctionArn", functionArn(account, region, "back-up"),
                    "ActFunctionArn", functionArn(account, region, "act"),
                    "VerifyFunctionArn", functionArn(account, region, "verify"))));
    StateMachine incident =
        StateMachine.load(
            substituted(
                "incident",
                Map.of(
                    "RecoveryStateMachineArn",
                    recoveryArn,
                    "RecoveryExecutionArnPrefix",
                    prefix + ":execution:" + RECOVERY,
                    "CloseFunctionArn",
                    functionArn(account, region, "close"),
                    "OpenFunctionArn",
                    functionArn(account, region, "open"))));
    return new Definitions(incident, recovery, prefix + ":stateMachine:" + INCIDENT);
  }

  private static String functionArn(String account, String region, String name) {
    return "arn:aws:lambda:" + region + ":" + account + ":function:lastgood-" + name;
  }

  private static String substituted(String name, Map<String, String> substitutions) {
    String text = read("/statemachines/" + name + ".asl.json");
    for (Map.Entry<String, String> entry : substitutions.entrySet()) {
      text = text.replace("${" + entry.getKey() + "}", entry.getValue());
    }
    int left = text.indexOf("${");
    if (left >= 0) {
      throw new IllegalStateException(
          "Nothing is substituted for "
              + text.substring(left, text.indexOf('}', left) + 1)
              + " in "
              + name
              + ".asl.json.");
    }
    return text;
  }

  private static String read(String resource) {
    try (InputStream stream = Definitions.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("The build did not bring " + resource + ".");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
