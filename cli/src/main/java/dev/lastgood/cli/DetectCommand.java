package dev.lastgood.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.MalformedEventException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what the detect function would decide about an event, and why. */
@Command(
    name = "detect",
    description = {
      "Says what would be decided about an EventBridge event, and why.",
      "It is decided as if the alarm were now as the event says, and no incident were open.",
      "Without --environment: for the environment of the event's account and Region."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {ExitStatus.AS_WISHED_HELP, ExitStatus.REFUSED_HELP})
final class DetectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--event",
      paramLabel = "FILE",
      required = true,
      description = "an event as EventBridge delivers it, in JSON")
  private Path event;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private ConfigurationOptions configuration;

  DetectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    JsonNode read = EventFile.read(event, spec);
    Configuration environment =
        configuration.configurationOf(read.path("account").asText(), read.path("region").asText());
    DetectDecision decision;
    try {
      decision = DetectDecision.of(read, environment);
    } catch (MalformedEventException refused) {
      throw new ParameterException(
          spec.commandLine(), event + ": " + refused.getMessage(), refused);
    }
    if (json) {
      JsonDocuments.print(terminal, JsonDocuments.decision(read, environment, decision));
    } else {
      terminal.out().println(decision.decision());
      Lines.wrap(decision.why(), terminal.columns()).forEach(terminal.out()::println);
      decision.targets().forEach(target -> terminal.out().println("  target " + target));
    }
    return ExitStatus.AS_WISHED;
  }
}
