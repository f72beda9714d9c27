package dev.lastgood.cli;

import dev.lastgood.functions.config.ConfigurationException;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The operator's tool, {@code lastgood}. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the process with its exit status.
   *
   * @param arguments as the shell gives them
   */
  public static void main(String[] arguments) {
    // Set before anything logs: what the functions log must never reach standard output here.
    System.setProperty("log4j2.configurationFile", "lastgood-cli-log4j2.xml");
    Terminal terminal = Terminal.ofProcess(System.getProperties(), System.getenv());
    int status = run(terminal, new SdkAws(), arguments);
    // A full disk or a closed pipe: a script must not take half a document for a whole one.
    if (terminal.out().checkError()) {
      terminal.err().println("lastgood: standard output could not be written");
      status = Math.max(status, ExitStatus.FELL_SHORT);
    }
    terminal.err().flush();
    System.exit(status);
  }

  /** Runs a command. */
  static int run(Terminal terminal, Aws aws, String... arguments) {
    CommandLine line = commandLine(terminal, aws);
    line.setParameterExceptionHandler((refused, all) -> refuse(terminal, refused));
    line.setExecutionExceptionHandler((failed, command, all) -> failed(terminal, failed));
    return line.execute(arguments);
  }

  /** The commands and their options. */
  static CommandLine commandLine(Terminal terminal, Aws aws) {
    CommandLine line = new CommandLine(new LastgoodCommand(terminal));
    line.addSubcommand(new RehearseCommand(terminal));
    line.addSubcommand(new ReplayCommand(terminal));
    line.addSubcommand(new CompareCommand(terminal));
    line.addSubcommand(new FaultsCommand(terminal));
    line.addSubcommand(new DetectCommand(terminal));
    line.addSubcommand(new PlanCommand(terminal));
    line.addSubcommand(new DriftCommand(terminal, aws));
    CommandLine hold = new CommandLine(new HoldCommand(terminal, aws));
    hold.addSubcommand(new HoldReleaseCommand(terminal, aws));
    line.addSubcommand(hold);
    line.addSubcommand(new IncidentCommand(terminal, aws));
    line.addSubcommand(new CancelCommand(terminal, aws));
    line.addSubcommand(new PermissionsCommand(terminal));
    line.addSubcommand(new TemplateCommand(terminal));
    CommandLine asl = new CommandLine(new AslCommand(terminal));
    asl.addSubcommand(new AslRunCommand(terminal));
    line.addSubcommand(asl);
    line.addSubcommand(new CompletionCommand(terminal, aws));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
    line.setUsageHelpWidth(Math.max(terminal.columns(), 60));
    return line;
  }

  private static int refuse(Terminal terminal, ParameterException refused) {
    terminal.err().println("lastgood: " + refused.getMessage());
    if (refused instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        // The nearest alone: the others share no more than a few letters with it.
        terminal.err().println("Did you mean " + suggestions.getFirst() + "?");
      }
    }
    String command = refused.getCommandLine().getCommandSpec().qualifiedName(" ");
    terminal.err().println("Try '" + command + " --help'.");
    return ExitStatus.REFUSED;
  }

  private static int failed(Terminal terminal, Exception failed) throws Exception {
    if (failed instanceof ConfigurationException refused) {
      refused.faults().forEach(fault -> terminal.err().println(fault.message()));
      return ExitStatus.REFUSED;
    }
    if (failed instanceof SynthesisException
        || failed instanceof UnresolvableTemplateException
        || failed instanceof AwsFailedException) {
      terminal.err().println("lastgood: " + failed.getMessage());
      return ExitStatus.REFUSED;
    }
    terminal.err().println("lastgood: internal error: " + failed);
    if (System.getenv("LASTGOOD_DEBUG") == null) {
      terminal.err().println("Set LASTGOOD_DEBUG=1 to see where it comes from, and report it.");
    } else {
      failed.printStackTrace(terminal.err());
    }
    return ExitStatus.FELL_SHORT;
  }
}
