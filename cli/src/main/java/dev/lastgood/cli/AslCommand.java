package dev.lastgood.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the tool does with definitions in the Amazon States Language. */
@Command(
    name = "asl",
    description = "Works with definitions in the Amazon States Language.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      ExitStatus.AS_WISHED_HELP,
      ExitStatus.NOT_SUCCEEDED_HELP,
      ExitStatus.REFUSED_HELP
    })
final class AslCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  AslCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.err().println("lastgood asl: a command is missing");
    spec.commandLine().usage(terminal.err());
    return ExitStatus.REFUSED;
  }
}
