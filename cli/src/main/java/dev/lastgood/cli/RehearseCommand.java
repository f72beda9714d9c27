package dev.lastgood.cli;

import dev.lastgood.functions.config.NearestName;
import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rehearses one incident, or a campaign of many. */
@Command(
    name = "rehearse",
    description = {
      "Rehearses incidents: the real handlers and state machines on a simulated AWS.",
      "Without options: one bad deployment, end to end. All figures are simulated."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {ExitStatus.AS_WISHED_HELP, ExitStatus.FELL_SHORT_HELP, ExitStatus.REFUSED_HELP})
final class RehearseCommand implements Callable<Integer> {
  private static final double NANOSECONDS = 1e9;

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(names = "--list", description = "name the scenarios, and rehearse nothing")
  private boolean list;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      completionCandidates = ScenarioNames.class,
      description = "what goes wrong; by default the first scenario of --list, in a campaign all")
  private String scenarioName;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what all chance comes from: the same seed, the same run; by default 1")
  private Long seed;

  @Option(
      names = "--campaign",
      paramLabel = "N",
      description = "rehearse N incidents, and tell how their recovery times are distributed")
  private Integer campaign;

  @Mixin private FaultOptions faults;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "also write what it came to as a web page")
  private Path report;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private ConfigurationOptions configuration;

  RehearseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    refuseContradictions();
    if (list) {
      return list();
    }
    Optional<HtmlReport> page = Optional.ofNullable(report).map(file -> HtmlReport.at(file, spec));
    Optional<Scenario> scenario = Optional.ofNullable(scenarioName).map(this::scenario);
    return campaign == null
        ? rehearse(scenario.orElseGet(() -> Rehearsals.scenarios().getFirst()), page)
        : campaign(scenario, page);
  }

  private void refuseContradictions() {
    if (list) {
      boolean more =
          scenarioName != null
              || seed != null
              || campaign != null
              || faults.isGiven()
              || report != null
              || configuration.isGiven();
      if (more) {
        throw refused("--list takes no other option than --json");
      }
    }
    if (campaign != null && campaign < 1) {
      throw refused("--campaign: expected a whole number of at least 1, found " + campaign);
    }
  }

  private Scenario scenario(String name) {
    List<Scenario> scenarios = Rehearsals.scenarios();
    List<String> names = scenarios.stream().map(Scenario::name).toList();
    return scenarios.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "--scenario: expected one of those that --list names, found "
                        + name
                        + NearestName.of(name, names)
                            .map(nearest -> "; did you mean " + nearest + "?")
                            .orElse("")));
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private int list() {
    List<Scenario> scenarios = Rehearsals.scenarios();
    if (json) {
      JsonDocuments.print(terminal, JsonDocuments.scenarios(scenarios));
    } else {
      ScenariosText.print(terminal, scenarios);
    }
    return ExitStatus.AS_WISHED;
  }

  /** The environment may lack what a scenario is about, such as a stack. */
  private Rehearsals rehearsals(Optional<Scenario> scenario) {
    Rehearsals rehearsals = new Rehearsals(configuration.installation(terminal));
    if (scenario.filter(wanted -> rehearsals.lacksTargetFor(wanted.name())).isPresent()) {
      throw refused(
          "--scenario: this environment has no target for "
              + scenario.get().name()
              + "; choose another with --environment, or one of: "
              + rehearsals.playable().stream()
                  .map(Scenario::name)
                  .collect(java.util.stream.Collectors.joining(", ")));
    }
    return rehearsals;
  }

  private int rehearse(Scenario scenario, Optional<HtmlReport> page) {
    RunSettings settings = settings();
    Rehearsals rehearsals = rehearsals(Optional.of(scenario));
    RehearsalResult result =
        rehearsals.rehearse(scenario.name(), settings.seed(), settings.faults());
    if (json) {
      JsonDocuments.print(terminal, JsonDocuments.rehearsal(scenario, result, settings));
    } else {
      new RehearsalText(terminal).print(scenario, result, settings);
    }
    page.ifPresent(html -> html.write(terminal, scenario, result, settings));
    return status(Wish.isMet(scenario, result, settings));
  }

  private int campaign(Optional<Scenario> scenario, Optional<HtmlReport> page) {
    RunSettings settings = settings();
    Rehearsals rehearsals = rehearsals(scenario);
    CampaignProgress progress =
        new CampaignProgress(terminal, RealTime::nanoseconds, campaign, "incidents");
    long began = RealTime.nanoseconds();
    CampaignResult result;
    try {
      result =
          rehearsals.campaign(
              scenario.map(Scenario::name), campaign, settings.seed(), settings.faults(), progress);
    } finally {
      progress.end();
    }
    double seconds = Math.max(1, RealTime.nanoseconds() - began) / NANOSECONDS;
    double incidentsPerSecond = result.incidents() / seconds;
    if (json) {
      JsonDocuments.print(terminal, JsonDocuments.campaign(result, incidentsPerSecond, settings));
    } else {
      new CampaignText(terminal).print(scenario, result, incidentsPerSecond, settings);
    }
    page.ifPresent(html -> html.write(terminal, scenario, result, settings));
    return status(Wish.isMet(result));
  }

  private RunSettings settings() {
    return new RunSettings(seed == null ? 1 : seed, faults.settings(), Version.current());
  }

  private static int status(boolean asWished) {
    return asWished ? ExitStatus.AS_WISHED : ExitStatus.FELL_SHORT;
  }
}
