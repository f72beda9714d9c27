package dev.lastgood.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The tool without a command: it says what there is. */
@Command(
    name = "lastgood",
    description =
        "Keeps a proven recovery point for every target, and brings the target back within a"
            + " deadline.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {ExitStatus.AS_WISHED_HELP, ExitStatus.FELL_SHORT_HELP, ExitStatus.REFUSED_HELP})
final class LastgoodCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  LastgoodCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.err().println("lastgood: a command is missing");
    spec.commandLine().usage(terminal.err());
    return ExitStatus.REFUSED;
  }
}
