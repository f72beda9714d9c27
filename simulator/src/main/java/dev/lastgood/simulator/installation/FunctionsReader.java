package dev.lastgood.simulator.installation;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.lambda.AsyncSettings;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.simulator.template.Resource;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the functions of a template, and the configuration that they are deployed with. */
final class FunctionsReader {
  private static final String CONFIGURATION_FILE = "CONFIGURATION_FILE";

  /** Where Lambda puts what layers hold. */
  private static final String LAYERS = "/opt/";

  private final Reading reading;
  private final Map<String, Path> layerFolders = new TreeMap<>();

  FunctionsReader(Reading reading) {
    this.reading = reading;
    for (Resource layer : reading.assembly().resources("AWS::Lambda::LayerVersion")) {
      // The ARN of a layer's version holds its logical id, for it has no name here.
      String key =
          Properties.of(layer).child("Content").flatMap(it -> it.optionalText("S3Key")).orElse("");
      Optional.ofNullable(reading.assembly().assets().get(key))
          .ifPresent(folder -> layerFolders.put(layer.stack() + "-" + layer.logicalId(), folder));
    }
    // Read above; what else they say is not.
    reading.of("AWS::Lambda::LayerVersion").forEach(it -> it.map("Content"));
  }

  List<InstalledFunction> functions() {
    Map<String, TreeSet<String>> versions = new TreeMap<>();
    for (Properties version : reading.of("AWS::Lambda::Version")) {
      versions.computeIfAbsent(version.text("FunctionName"), _ -> new TreeSet<>()).add("1");
    }
    Map<String, Map<String, String>> aliases = new TreeMap<>();
    for (Properties alias : reading.of("AWS::Lambda::Alias")) {
      aliases
          .computeIfAbsent(alias.text("FunctionName"), _ -> new TreeMap<>())
          .put(alias.text("Name"), alias.text("FunctionVersion"));
    }
    Map<String, Map<String, AsyncSettings>> events = new TreeMap<>();
    for (Properties config : reading.of("AWS::Lambda::EventInvokeConfig")) {
      events
          .computeIfAbsent(config.text("FunctionName"), _ -> new TreeMap<>())
          .put(config.text("Qualifier"), async(config));
    }
    List<InstalledFunction> functions = new ArrayList<>();
    for (Properties function : reading.of("AWS::Lambda::Function")) {
      String name = function.text("FunctionName");
      functions.add(
          new InstalledFunction(
              settings(name, function),
              function.text("Handler"),
              handler(name, function.text("Handler")),
              function.text("Role"),
              versions.getOrDefault(name, new TreeSet<>()),
              aliases.getOrDefault(name, Map.of()),
              events.getOrDefault(name, Map.of())));
    }
    return functions;
  }

  private static java.util.function.Function<
          dev.lastgood.functions.handler.Platform, dev.lastgood.functions.handler.JsonHandler<?, ?>>
      handler(String name, String className) {
    try {
      return SimulatedLambda.handler(className);
    } catch (IllegalArgumentException refused) {
      throw new UnresolvableTemplateException("function " + name, refused.getMessage());
    }
  }

  private static FunctionSettings settings(String name, Properties function) {
    Map<String, String> variables =
        function.child("Environment").map(it -> it.textsByName("Variables")).orElse(Map.of());
    int reserved = function.integer("ReservedConcurrentExecutions", -1);
    // The policies read which log group, key and tracing a function has.
    function.child("LoggingConfig").ifPresent(it -> it.optionalText("LogGroup"));
    function.child("TracingConfig").ifPresent(it -> it.optionalText("Mode"));
    function.optionalText("KmsKeyArn");
    // Which code it is, is its handler's class: the very same class file is in its package.
    function.map("Code");
    return new FunctionSettings(
        name,
        Duration.ofSeconds(function.integer("Timeout", 3)),
        function.integer("MemorySize", 128),
        AsyncSettings.DEFAULT,
        reserved < 0 ? OptionalInt.empty() : OptionalInt.of(reserved),
        variables);
  }

  private static AsyncSettings async(Properties config) {
    return new AsyncSettings(
        config.integer("MaximumRetryAttempts", AsyncSettings.DEFAULT.maximumRetryAttempts()),
        Duration.ofSeconds(
            config.integer(
                "MaximumEventAgeInSeconds",
                (int) AsyncSettings.DEFAULT.maximumEventAge().toSeconds())),
        config
            .child("DestinationConfig")
            .flatMap(destinations -> destinations.child("OnFailure"))
            .map(failure -> failure.text("Destination")),
        Optional.empty());
  }

  /**
   * The configuration in the layer that the functions are given.
   *
   * @throws UnresolvableTemplateException naming a function that would not find it
   */
  Configuration configuration() {
    Optional<Configuration> found = Optional.empty();
    for (Properties function : reading.of("AWS::Lambda::Function")) {
      String name = function.text("FunctionName");
      Optional<String> file =
          Optional.ofNullable(
              function
                  .child("Environment")
                  .map(it -> it.textsByName("Variables"))
                  .orElse(Map.of())
                  .get(CONFIGURATION_FILE));
      List<String> layers = function.texts("Layers");
      if (file.isPresent()) {
        found = Optional.of(inLayers(name, file.get(), layers));
      }
    }
    return found.orElseThrow(
        () ->
            new UnresolvableTemplateException(
                "functions", "none has the environment variable " + CONFIGURATION_FILE));
  }

  private Configuration inLayers(String function, String file, List<String> layerArns) {
    for (String arn : layerArns) {
      for (Map.Entry<String, Path> layer : layerFolders.entrySet()) {
        if (arn.contains(":layer:" + layer.getKey() + ":") && file.startsWith(LAYERS)) {
          Path inside = layer.getValue().resolve(file.substring(LAYERS.length()));
          if (Files.isRegularFile(inside)) {
            return read(inside);
          }
        }
      }
    }
    throw new UnresolvableTemplateException(
        "function " + function, "no layer of it holds " + file + ", its " + CONFIGURATION_FILE);
  }

  private static Configuration read(Path file) {
    try {
      return Json.read(Files.readString(file), Configuration.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
