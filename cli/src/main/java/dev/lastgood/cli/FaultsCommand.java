package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Names what can go wrong in a rehearsal beyond its scenario. */
@Command(
    name = "faults",
    description = {
      "Names what can go wrong in a rehearsal beyond its scenario, and how often it does.",
      "A rate is a probability: per call, per event, per incident, as is said of each."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {ExitStatus.AS_WISHED_HELP, ExitStatus.REFUSED_HELP})
final class FaultsCommand implements Callable<Integer> {
  private static final String INDENT = "    ";

  private final Terminal terminal;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  FaultsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (json) {
      JsonDocuments.print(terminal, document());
    } else {
      for (Fault fault : Fault.values()) {
        terminal
            .out()
            .println(
                terminal.styled(Style.BOLD, fault.faultName())
                    + "  per "
                    + fault.per()
                    + "  "
                    + FaultPresets.ALL.stream()
                        .filter(preset -> preset.rate(fault) > 0)
                        .map(preset -> preset.preset() + " " + preset.rate(fault))
                        .collect(Collectors.joining(", ")));
        Lines.wrap(fault.says(), terminal.columns() - INDENT.length())
            .forEach(line -> terminal.out().println(INDENT + line));
      }
    }
    return ExitStatus.AS_WISHED;
  }

  private static ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode faults = document.putArray("faults");
    for (Fault fault : Fault.values()) {
      ObjectNode one =
          faults
              .addObject()
              .put("name", fault.faultName())
              .put("says", fault.says())
              .put("per", fault.per());
      ObjectNode rates = one.putObject("rates");
      for (FaultSettings preset : FaultPresets.ALL) {
        rates.put(preset.preset(), preset.rate(fault));
      }
    }
    return document;
  }
}
