package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.simulator.installation.Installation;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what of the synthesised template rehearsals start from, and what they leave out. */
@Command(
    name = "template",
    description = {
      "Shows the resources of the synthesised template that rehearsals start from, and what of them",
      "may matter and is not simulated."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {ExitStatus.AS_WISHED_HELP, ExitStatus.REFUSED_HELP})
final class TemplateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private ConfigurationOptions configuration;

  TemplateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Installation installation = configuration.installation(terminal);
    Map<String, Integer> counts = new TreeMap<>();
    installation
        .assembly()
        .resources()
        .forEach(resource -> counts.merge(resource.type(), 1, Integer::sum));
    if (json) {
      JsonDocuments.print(terminal, document(installation, counts));
    } else {
      print(installation, counts);
    }
    return ExitStatus.AS_WISHED;
  }

  private static ObjectNode document(Installation installation, Map<String, Integer> counts) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("environment", installation.configuration().environment());
    ObjectNode resources = document.putObject("resources");
    counts.forEach(resources::put);
    ArrayNode ignored = document.putArray("ignored");
    installation.ignored().forEach(ignored::add);
    return document;
  }

  private void print(Installation installation, Map<String, Integer> counts) {
    counts.forEach((type, count) -> terminal.out().println("%5d  %s".formatted(count, type)));
    terminal.out().println();
    if (installation.ignored().isEmpty()) {
      terminal.out().println("All of it that may matter is simulated.");
      return;
    }
    terminal.out().println(terminal.styled(Style.BOLD, "May matter, and is not simulated:"));
    installation.ignored().forEach(what -> terminal.out().println("  " + what));
  }
}
