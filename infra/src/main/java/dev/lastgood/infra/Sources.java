package dev.lastgood.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where what is deployed comes from.
 *
 * @param packages the folder of the functions' zip files, one a handler class
 * @param stateMachines the folder of the definitions
 */
public record Sources(Path packages, Path stateMachines) {
  /**
   * The sources of the project that a configuration stands in.
   *
   * @param configuration the configuration's file, at the project's root
   * @return what the build made there
   */
  public static Sources beside(Path configuration) {
    return of(configuration.toAbsolutePath().getParent());
  }

  /**
   * The sources of a project.
   *
   * @param root the project's folder
   * @return what the build made there
   */
  public static Sources of(Path root) {
    return new Sources(root.resolve("functions/target/packages"), root.resolve("statemachines"));
  }

  /**
   * A function's package.
   *
   * @param handlerClass the simple name of its handler's class
   * @return the zip file
   * @throws IllegalStateException where the build has not made it
   */
  Path functionPackage(String handlerClass) {
    Path file = packages.resolve(handlerClass + ".zip");
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(
          "There is no " + file + ". Build it first: mvn -pl functions -am process-classes");
    }
    return file;
  }

  /**
   * A state machine's definition.
   *
   * @param name the file's name, without what follows the first dot
   * @return its text, with the places for substitutions
   */
  String definition(String name) {
    try {
      return Files.readString(stateMachines.resolve(name + ".asl.json"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
