package dev.lastgood.cli;

import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rehearses one incident of a campaign again, and explains it step by step. */
@Command(
    name = "replay",
    description = {
      "Rehearses one incident of a campaign again, by its seed, and explains it step by step:",
      "which state is entered, which function runs, what it changes under which lease and fence,"
          + " and which fault strikes."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      "0:nothing was violated",
      "1:something that must always hold did not",
      ExitStatus.REFUSED_HELP
    })
final class ReplayCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SEED",
      description = "the incident's own seed, as a campaign names it with a violation")
  private long seed;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      completionCandidates = ScenarioNames.class,
      description =
          "what goes wrong; by default the scenario that a campaign over all of them rehearses with"
              + " this seed")
  private String scenarioName;

  @Mixin private FaultOptions faults;

  @Mixin private ExtentOptions part;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private ConfigurationOptions configuration;

  ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    FaultSettings settings = faults.settings();
    if (scenarioName != null
        && Rehearsals.scenarios().stream().noneMatch(it -> it.name().equals(scenarioName))) {
      throw new ParameterException(
          spec.commandLine(),
          "--scenario: expected one of those that `lastgood rehearse --list` names, found "
              + scenarioName);
    }
    Rehearsals rehearsals = new Rehearsals(configuration.installation(terminal));
    String name = scenarioName == null ? rehearsals.scenarioOf(seed) : scenarioName;
    if (rehearsals.lacksTargetFor(name)) {
      throw new ParameterException(
          spec.commandLine(), "--scenario: this environment has no target for " + name);
    }
    Scenario scenario =
        Rehearsals.scenarios().stream().filter(it -> it.name().equals(name)).findFirst().get();
    RehearsalResult result = rehearsals.replay(name, seed, settings, part.extent());
    RunSettings run = new RunSettings(seed, settings, Version.current());
    if (json) {
      JsonDocuments.print(terminal, JsonDocuments.rehearsal(scenario, result, run));
    } else {
      new RehearsalText(terminal).print(scenario, result, run);
    }
    return result.violations().isEmpty() ? ExitStatus.AS_WISHED : ExitStatus.FELL_SHORT;
  }
}
