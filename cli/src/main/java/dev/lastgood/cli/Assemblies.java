package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.template.CloudAssembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The synthesised templates that commands work on. That of the project's own configuration is made
 * by its build; for any other it is made on first use and kept, until the configuration or the
 * project changes.
 */
final class Assemblies {
  private static final String BUILT = "infra/target/cdk.out";
  private static final String KEPT = "target/assemblies";

  private final Path home;
  private final Synthesis synthesis;

  Assemblies(Path home, Terminal terminal) {
    this.home = home;
    this.synthesis = new Synthesis(home, terminal);
  }

  /**
   * An environment as its template deploys it.
   *
   * @param file the configuration's file
   * @param configuration the environment in it
   * @return what is deployed
   * @throws SynthesisException where there is no template for it and none can be made
   */
  Installation installation(Path file, Configuration configuration) {
    Path built = home.resolve(BUILT);
    if (CloudAssembly.holds(built, configuration.environment())) {
      Installation installation = Installation.read(built, configuration.environment());
      if (installation.configuration().equals(configuration)) {
        return installation;
      }
    }
    Path kept = home.resolve(KEPT).resolve(key(built, file));
    if (!CloudAssembly.holds(kept, configuration.environment())) {
      synthesis.make(file, kept);
    }
    return Installation.read(kept, configuration.environment());
  }

  /** Another configuration, or another state of the project, has another key. */
  private static String key(Path built, Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(file));
      Path manifest = built.resolve("manifest.json");
      if (Files.isRegularFile(manifest)) {
        digest.update(Files.readAllBytes(manifest));
      }
      digest.update(Json.write(Version.current()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
