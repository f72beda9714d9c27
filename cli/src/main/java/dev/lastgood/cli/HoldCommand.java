package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.NearestName;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.Hold;
import dev.lastgood.functions.ledger.Holds;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Says which targets are on hold, so that a pipeline does not deploy what went bad once more. */
@Command(
    name = "hold",
    description = {
      "Says which targets are on hold: what went bad there must not simply be deployed again.",
      "A hold stands from the end of an incident until it is released.",
      "AWS is asked, with the credentials that the AWS CLI would use."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      "0:no hold stands on the targets that were asked for",
      "1:a hold stands",
      ExitStatus.UNANSWERED_HELP
    })
final class HoldCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Aws aws;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "a target of the environment, more than once for several; by default all")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "print one JSON document, and nothing else")
  private boolean json;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "where DynamoDB is asked, such as http://localhost:8000; by default AWS")
  private URI endpoint;

  @Mixin private ConfigurationOptions configuration;

  HoldCommand(Terminal terminal, Aws aws) {
    this.terminal = terminal;
    this.aws = aws;
  }

  @Override
  public Integer call() {
    Configuration environment = environment();
    List<String> names =
        targets.isEmpty()
            ? environment.targets().stream().map(Target::id).toList()
            : targets.stream().distinct().map(name -> known(name, environment, spec)).toList();
    List<Hold> standing = new ArrayList<>();
    try {
      Holds holds = new Holds(aws.tables(environment, endpoint()));
      names.forEach(name -> holds.find(name).ifPresent(standing::add));
    } catch (SdkException failed) {
      throw AwsFailedException.ofTables(failed, environment);
    }
    if (json) {
      JsonDocuments.print(terminal, HoldDocuments.holds(environment, names, standing));
    } else {
      new HoldText(terminal).print(environment, names, standing);
    }
    return standing.isEmpty() ? ExitStatus.AS_WISHED : ExitStatus.FELL_SHORT;
  }

  /** The environment whose holds they are. */
  Configuration environment() {
    return configuration.environment();
  }

  /** Where DynamoDB is, unless it is AWS's. */
  Optional<URI> endpoint() {
    if (endpoint != null && (endpoint.getScheme() == null || endpoint.getHost() == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--endpoint-url: expected a URL such as http://localhost:8000, found " + endpoint);
    }
    return Optional.ofNullable(endpoint);
  }

  boolean json() {
    return json;
  }

  boolean namesTargets() {
    return !targets.isEmpty();
  }

  /** A name that is mistyped must not pass for a target without a hold. */
  static String known(String name, Configuration environment, CommandSpec spec) {
    if (environment.target(name).isPresent()) {
      return name;
    }
    List<String> names = environment.targets().stream().map(Target::id).toList();
    throw new ParameterException(
        spec.commandLine(),
        "expected a target of %s, one of %s, found %s%s"
            .formatted(
                environment.environment(),
                String.join(", ", names),
                name,
                NearestName.of(name, names)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("")));
  }
}
