package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Hold;
import dev.lastgood.functions.ledger.Holds;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Release;
import dev.lastgood.functions.ledger.TamperedLedgerException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Releases a hold, and says in the ledger of its incident who did and why. */
@Command(
    name = "release",
    description = {
      "Releases the hold on a target: pipelines that ask deploy to it again.",
      "Who released it and why is added to the ledger of the incident that had made it.",
      "A hold that another incident has made meanwhile is not released."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      "0:no hold stands on it now, whoever released it",
      "1:a hold stands: it was not confirmed, or another incident has made one, or the ledger does"
          + " not hold",
      ExitStatus.UNANSWERED_HELP
    })
final class HoldReleaseCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Aws aws;

  @Spec private CommandSpec spec;

  @ParentCommand private HoldCommand hold;

  @Parameters(paramLabel = "TARGET", description = "a target of the environment")
  private String target;

  @Option(
      names = "--because",
      paramLabel = "TEXT",
      required = true,
      description = "why it may be deployed to again, such as what was mended")
  private String because;

  @Option(
      names = "--incident",
      paramLabel = "ID",
      description = "release it only if this incident has made it")
  private String incidentId;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description =
          "who releases it; by default whose credentials these are, as AWS says it. Needed with"
              + " --endpoint-url")
  private String by;

  @Option(names = "--yes", description = "do not ask whether it is meant")
  private boolean yes;

  HoldReleaseCommand(Terminal terminal, Aws aws) {
    this.terminal = terminal;
    this.aws = aws;
  }

  @Override
  public Integer call() {
    Configuration environment = checked();
    try {
      return release(environment);
    } catch (SdkException failed) {
      throw AwsFailedException.ofTables(failed, environment);
    } catch (TamperedLedgerException tampered) {
      terminal.err().println("lastgood: " + tampered.getMessage());
      terminal.err().println("The hold stands. See docs/runbooks/hold.md for what to do.");
      return ExitStatus.FELL_SHORT;
    }
  }

  private Configuration checked() {
    if (hold.namesTargets()) {
      throw refused("--target: expected no such option with release, which names its target");
    }
    if (because.isBlank()) {
      throw refused("--because: expected a reason, found none");
    }
    if (by != null && by.isBlank()) {
      throw refused("--by: expected a name, found none");
    }
    if (by == null && hold.endpoint().isPresent()) {
      throw refused("--by: expected a name, as with --endpoint-url AWS is not asked for it");
    }
    Configuration environment = hold.environment();
    HoldCommand.known(target, environment, spec);
    return environment;
  }

  private int release(Configuration environment) {
    Platform platform = aws.tables(environment, hold.endpoint());
    Holds holds = new Holds(platform);
    Optional<Hold> standing = holds.find(target);
    HoldText text = new HoldText(terminal);
    if (standing.isEmpty() && incidentId == null) {
      return told(environment, new Release.None(), "", standing);
    }
    String bound = incidentId == null ? standing.map(Hold::incidentId).orElseThrow() : incidentId;
    String who = by == null ? aws.caller(environment) : by.strip();
    if (standing.filter(found -> found.incidentId().equals(bound)).isPresent() && !yes) {
      text.explain(environment, standing.get(), who, because.strip());
      new Incidents(platform)
          .incidentOf(target)
          .ifPresent(
              open ->
                  terminal
                      .err()
                      .println(
                          "Incident %s is under way on it, and may leave a hold of its own."
                              .formatted(open)));
      if (!confirmed()) {
        terminal.err().println("Nothing was released.");
        return ExitStatus.FELL_SHORT;
      }
    }
    Release release = holds.release(target, bound, who, because.strip());
    return told(environment, release, bound, holds.find(target));
  }

  private boolean confirmed() {
    String answer =
        terminal
            .answer("Release it? [y/N] ")
            .orElseThrow(
                () -> refused("nobody is there to ask whether it is meant; say so with --yes"));
    return answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private int told(
      Configuration environment, Release release, String bound, Optional<Hold> standing) {
    if (hold.json()) {
      JsonDocuments.print(
          terminal, HoldDocuments.release(environment, target, release, bound, standing));
    } else {
      new HoldText(terminal).print(target, release, standing);
    }
    return standing.isEmpty() ? ExitStatus.AS_WISHED : ExitStatus.FELL_SHORT;
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
