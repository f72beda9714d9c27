package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Cancellation;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.ledger.TamperedLedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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

/** Has an incident stop at its next boundary, waits for that, and says what was done. */
@Command(
    name = "cancel",
    description = {
      "Cancels an incident: it stops at the next boundary, and says what was and was not done.",
      "Nothing more is begun. What would leave instances mixed is finished: an instance refresh, or"
          + " an operation on a stack, that is under way goes to its end. What was changed stays;"
          + " schedules run again and the minimum comes down.",
      "It waits for that, and may be interrupted: the wish stands. AWS is asked, with the"
          + " credentials that the AWS CLI would use."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      "0:the incident is closed as CANCELLED, whoever cancelled it",
      "1:it is not: it was not confirmed, it ended otherwise, or it has not ended in time, or the"
          + " ledger does not hold",
      ExitStatus.UNANSWERED_HELP
    })
final class CancelCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** The sweep closes what has lost its execution within 150 s; nothing takes longer. */
  private static final Duration CLOSED_AFTER_DEADLINE = Duration.ofMinutes(3);

  private final Terminal terminal;
  private final Aws aws;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "INCIDENT",
      description = "the incident's id: the last line of its notice, or see lastgood incident")
  private String incidentId;

  @Option(names = "--because", paramLabel = "TEXT", description = "why, for the notice")
  private String because;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description =
          "who cancels it; by default whose credentials these are, as AWS says it. Needed with"
              + " --endpoint-url")
  private String by;

  @Option(names = "--yes", description = "do not ask whether it is meant")
  private boolean yes;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private EndpointOption endpoint;

  @Mixin private ConfigurationOptions configuration;

  CancelCommand(Terminal terminal, Aws aws) {
    this.terminal = terminal;
    this.aws = aws;
  }

  @Override
  public Integer call() {
    if (because != null && because.isBlank()) {
      throw refused("--because: expected a reason, found none");
    }
    if (by != null && by.isBlank()) {
      throw refused("--by: expected a name, found none");
    }
    if (by == null && endpoint.endpoint().isPresent()) {
      throw refused("--by: expected a name, as with --endpoint-url AWS is not asked for it");
    }
    Configuration environment = configuration.environment();
    try {
      return cancel(environment, aws.tables(environment, endpoint.endpoint()));
    } catch (SdkException failed) {
      throw AwsFailedException.ofTables(failed, environment);
    } catch (TamperedLedgerException tampered) {
      terminal.err().println("lastgood: " + tampered.getMessage());
      terminal
          .err()
          .println("It cannot be cancelled: set the global stop, see docs/runbooks/controls.md.");
      return ExitStatus.FELL_SHORT;
    }
  }

  private int cancel(Configuration environment, Platform platform) {
    Incidents incidents = new Incidents(platform);
    Incident incident = IncidentCommand.known(incidents, incidentId, environment, spec);
    if (incident.outcome().isPresent()) {
      return told(environment, platform, incident);
    }
    IncidentView before = IncidentView.read(platform, incident);
    String who = by == null ? aws.caller(environment) : by.strip();
    if (!yes && before.chain().cancelAsked().isEmpty() && !confirmed(platform, before, who)) {
      terminal.err().println("Nothing was cancelled.");
      return ExitStatus.FELL_SHORT;
    }
    Fact.CancelAsked wish =
        new Fact.CancelAsked(who, Optional.ofNullable(because).map(String::strip));
    switch (incidents.cancel(incident, wish)) {
      case Cancellation.Asked _ ->
          say("It stops at its next boundary. Interrupting this changes nothing about that.");
      case Cancellation.AskedBefore earlier ->
          say("It was asked for before, at " + earlier.at() + ". " + earlier.wish().says());
      case Cancellation.Closed closed ->
          say("It was closed meanwhile as " + closed.incident().outcome().orElseThrow() + ".");
    }
    return told(environment, platform, ended(platform, incidents, incident));
  }

  private boolean confirmed(Platform platform, IncidentView before, String who) {
    new IncidentText(terminal, platform.clock().instant()).print(terminal.err(), before);
    say("The ledger will say: cancelled by " + who + reason());
    String answer =
        terminal
            .answer("Cancel it? [y/N] ")
            .orElseThrow(
                () -> refused("nobody is there to ask whether it is meant; say so with --yes"));
    return answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private String reason() {
    return because == null ? "" : ", because: " + because.strip();
  }

  /** Waits until it is closed, or should have been. */
  private Incident ended(Platform platform, Incidents incidents, Incident incident) {
    Instant latest = incident.deadline().plus(CLOSED_AFTER_DEADLINE);
    Instant asked = platform.clock().instant();
    Instant giveUpAt = latest.isAfter(asked) ? latest : asked.plus(CLOSED_AFTER_DEADLINE);
    String before = "";
    while (true) {
      Incident now = incidents.require(incident.id());
      Instant at = platform.clock().instant();
      if (now.outcome().isPresent() || at.isAfter(giveUpAt)) {
        return now;
      }
      String doing =
          IncidentView.read(platform, now)
              .heartbeat()
              .map(beat -> beat.step() + ": " + beat.doing())
              .orElse("");
      if (!doing.equals(before)) {
        say(doing);
        before = doing;
      }
      aws.pause(LOOK_EVERY);
    }
  }

  private int told(Configuration environment, Platform platform, Incident incident) {
    IncidentView view = IncidentView.read(platform, incident);
    if (json) {
      JsonDocuments.print(terminal, IncidentDocuments.cancelled(environment, view));
    } else {
      new IncidentText(terminal, platform.clock().instant()).print(terminal.out(), view);
    }
    if (incident.outcome().isEmpty()) {
      say("It has not ended yet. The wish stands: see docs/runbooks/stuck.md.");
    }
    return incident.outcome().filter(Outcome.CANCELLED::equals).isPresent()
        ? ExitStatus.AS_WISHED
        : ExitStatus.FELL_SHORT;
  }

  private void say(String text) {
    Lines.wrap(text, terminal.columns()).forEach(terminal.err()::println);
    terminal.err().flush();
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
