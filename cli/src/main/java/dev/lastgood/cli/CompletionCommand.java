package dev.lastgood.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints what makes a shell complete the tool's commands, options and their values. */
@Command(
    name = "completion",
    description = {
      "Prints a completion script for bash and zsh.",
      "To use it: source <(lastgood completion)"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {ExitStatus.AS_WISHED_HELP, ExitStatus.REFUSED_HELP})
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Aws aws;

  CompletionCommand(Terminal terminal, Aws aws) {
    this.terminal = terminal;
    this.aws = aws;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("lastgood", Main.commandLine(terminal, aws)));
    return ExitStatus.AS_WISHED;
  }
}
