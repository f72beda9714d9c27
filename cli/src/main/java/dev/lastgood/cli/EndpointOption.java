package dev.lastgood.cli;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where DynamoDB is asked. */
final class EndpointOption {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "where DynamoDB is asked, such as http://localhost:8000; by default AWS")
  private URI endpoint;

  /** Where DynamoDB is, unless it is AWS's. */
  Optional<URI> endpoint() {
    if (endpoint != null && (endpoint.getScheme() == null || endpoint.getHost() == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--endpoint-url: expected a URL such as http://localhost:8000, found " + endpoint);
    }
    return Optional.ofNullable(endpoint);
  }
}
