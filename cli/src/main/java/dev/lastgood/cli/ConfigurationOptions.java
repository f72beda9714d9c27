package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ConfigurationFile;
import dev.lastgood.functions.config.NearestName;
import dev.lastgood.simulator.installation.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which configuration a command works with. */
final class ConfigurationOptions {
  private static final String FILE = "lastgood.yaml";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--configuration",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "the configuration; by default lastgood.yaml of this folder, and where there is none"
              + " the example that comes with the tool")
  private Path file;

  @Option(
      names = "--environment",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "one of the configuration's environments; by default its first")
  private String environment;

  /** The chosen environment. */
  Configuration environment() {
    return chosen(configuration -> true);
  }

  /** The chosen environment, as its synthesised template deploys it. */
  Installation installation(Terminal terminal) {
    return new Assemblies(home(), terminal).installation(file(), environment());
  }

  /**
   * The chosen environment; where none is chosen, that of an account and Region if there is one.
   */
  Configuration configurationOf(String account, String region) {
    return chosen(
        configuration ->
            configuration.account().equals(account) && configuration.region().equals(region));
  }

  private Configuration chosen(Predicate<Configuration> usually) {
    ConfigurationFile read = ConfigurationFile.read(file());
    if (environment == null) {
      return read.environments().stream()
          .filter(usually)
          .findFirst()
          .orElseGet(() -> read.environments().getFirst());
    }
    return read.environment(environment).orElseThrow(() -> unknown(read));
  }

  boolean isGiven() {
    return file != null || environment != null;
  }

  private Path file() {
    if (file != null) {
      return file;
    }
    Path here = Path.of(FILE);
    return Files.exists(here) ? here : home().resolve(FILE);
  }

  /** The project that the tool belongs to: the launcher says, or else it is this folder. */
  private static Path home() {
    return Path.of(System.getProperty("lastgood.home", ""));
  }

  private ParameterException unknown(ConfigurationFile read) {
    List<String> names = read.environmentNames();
    String nearest =
        NearestName.of(environment, names).map(name -> "; did you mean " + name + "?").orElse("");
    return new ParameterException(
        spec.commandLine(),
        "--environment: expected one of %s in %s, found %s%s"
            .formatted(String.join(", ", names), read.name(), environment, nearest));
  }
}
