package dev.lastgood.infra;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.ConfigurationException;
import dev.lastgood.functions.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;

/** Synthesises every environment of the configuration. */
public final class LastgoodApp {
  /** How the CDK behaves, where it behaves differently from one version to the next. */
  private static final Map<String, Object> FLAGS =
      Map.of(
          // Access logs by a bucket policy: an access control list needs ownership by the writer.
          "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true,
          // A function's version changes with its layers, and so with the configuration.
          "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
          "@aws-cdk/aws-lambda:recognizeVersionProps", true);

  private LastgoodApp() {}

  /**
   * Writes the assembly to the folder that {@code CDK_OUTDIR} names.
   *
   * @param arguments the configuration's file, {@code lastgood.yaml} where there is none; and the
   *     project's folder, where that is not the configuration's
   */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments.length == 0 ? "lastgood.yaml" : arguments[0]);
    ConfigurationFile configuration;
    try {
      configuration = ConfigurationFile.read(file);
    } catch (ConfigurationException refused) {
      System.err.println(refused.getMessage());
      System.exit(2);
      return;
    }
    Optional<String> outputFolder = Optional.ofNullable(System.getenv("CDK_OUTDIR"));
    Sources sources =
        arguments.length > 1 ? Sources.of(Path.of(arguments[1])) : Sources.beside(file);
    app(configuration, sources, outputFolder).synth();
  }

  /**
   * The app, not yet synthesised.
   *
   * @param configuration the environments
   * @param sources where functions and state machines come from
   * @param outputFolder where the assembly goes; a temporary folder where there is none
   * @return the app, with two stacks an environment
   */
  public static App app(
      ConfigurationFile configuration, Sources sources, Optional<String> outputFolder) {
    return app(configuration, sources, outputFolder, Map.of());
  }

  static App app(
      ConfigurationFile configuration,
      Sources sources,
      Optional<String> outputFolder,
      Map<String, Object> context) {
    Map<String, Object> all = new TreeMap<>(FLAGS);
    all.putAll(context);
    AppProps.Builder properties =
        AppProps.builder().analyticsReporting(false).treeMetadata(false).context(all);
    outputFolder.ifPresent(properties::outdir);
    App app = new App(properties.build());
    configuration.environments().forEach(environment -> add(app, environment, sources));
    Acknowledgements.checkWith(app);
    return app;
  }

  private static void add(App app, Configuration configuration, Sources sources) {
    Names names = Names.of(configuration);
    StateStack state =
        new StateStack(
            app,
            names.of("state"),
            properties(
                names, "The state of Lastgood: kept, whatever is deployed or removed.", true),
            names,
            configuration.deployment());
    ServiceStack service =
        new ServiceStack(
            app,
            names.of("service"),
            properties(names, "Lastgood: what recovers. It holds no state.", false),
            configuration,
            state,
            sources);
    service.addStackDependency(state);
    Tags.of(state).add("lastgood:environment", names.environment());
    Tags.of(service)
        .add(
            "lastgood:environment",
            names.environment(),
            // CloudFormation does not take tags there yet.
            TagProps.builder().excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard")).build());
  }

  private static StackProps properties(Names names, String description, boolean kept) {
    return StackProps.builder()
        .env(Environment.builder().account(names.account()).region(names.region()).build())
        .description(description)
        .terminationProtection(kept)
        .build();
  }
}
