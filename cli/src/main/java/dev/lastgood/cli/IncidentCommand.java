package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.TamperedLedgerException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Shows what incidents are doing, and what was done in them. */
@Command(
    name = "incident",
    description = {
      "Shows an incident: what it is doing, since when and what comes next; what was done and what"
          + " was not.",
      "AWS is asked, with the credentials that the AWS CLI would use."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {"0:it is shown", "1:the ledger does not hold", ExitStatus.UNANSWERED_HELP})
final class IncidentCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Aws aws;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "INCIDENT",
      arity = "0..1",
      description = "an incident's id, the last line of its notice; by default all that are open")
  private String incidentId;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private EndpointOption endpoint;

  @Mixin private ConfigurationOptions configuration;

  IncidentCommand(Terminal terminal, Aws aws) {
    this.terminal = terminal;
    this.aws = aws;
  }

  @Override
  public Integer call() {
    Configuration environment = configuration.environment();
    Optional<String> wanted = Optional.ofNullable(incidentId);
    try {
      Platform platform = aws.tables(environment, endpoint.endpoint());
      Incidents incidents = new Incidents(platform);
      List<Incident> shown =
          wanted.isPresent()
              ? List.of(known(incidents, wanted.get(), environment, spec))
              : incidents.unfinished().open();
      List<IncidentView> views =
          shown.stream().map(incident -> IncidentView.read(platform, incident)).toList();
      if (json) {
        JsonDocuments.print(terminal, IncidentDocuments.incidents(environment, views));
      } else if (views.isEmpty()) {
        terminal.out().println("No incident is open in " + HoldText.place(environment) + ".");
      } else {
        IncidentText text = new IncidentText(terminal, platform.clock().instant());
        views.forEach(view -> text.print(terminal.out(), view));
      }
      return ExitStatus.AS_WISHED;
    } catch (SdkException failed) {
      throw AwsFailedException.ofTables(failed, environment);
    } catch (TamperedLedgerException tampered) {
      terminal.err().println("lastgood: " + tampered.getMessage());
      return ExitStatus.FELL_SHORT;
    }
  }

  /** A mistyped id must not pass for an incident that is over. */
  static Incident known(
      Incidents incidents, String incidentId, Configuration environment, CommandSpec spec) {
    return incidents
        .find(incidentId)
        .orElseThrow(
            () -> {
              List<String> open = incidents.unfinished().open().stream().map(Incident::id).toList();
              return new ParameterException(
                  spec.commandLine(),
                  "expected an incident of %s, found %s; %s"
                      .formatted(
                          environment.environment(),
                          incidentId,
                          open.isEmpty() ? "none is open" : "open is " + String.join(", ", open)));
            });
  }
}
