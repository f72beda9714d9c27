package dev.lastgood.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the CDK app in a process of its own: it needs Node, and more memory than the tool. */
final class Synthesis {
  private static final String APP = "dev.lastgood.infra.LastgoodApp";
  private static final long SAY_EVERY_SECONDS = 5;
  private static final long GIVE_UP_SECONDS = 600;
  private static final int LINES_SHOWN = 15;

  private final Path home;
  private final Terminal terminal;

  Synthesis(Path home, Terminal terminal) {
    this.home = home;
    this.terminal = terminal;
  }

  /**
   * Makes the assembly of a configuration; the folder appears whole or not at all.
   *
   * @param file the configuration
   * @param folder where the assembly goes
   * @throws SynthesisException where the app cannot be run, or fails
   */
  void make(Path file, Path folder) {
    Path classPath = home.resolve("infra/target/classpath");
    Path classes = home.resolve("infra/target/classes");
    if (!Files.isRegularFile(classPath) || !Files.isDirectory(classes)) {
      throw new SynthesisException(
          "there is no template for "
              + file
              + ", and the CDK app that makes one is not built; build it: mvn -pl infra -am"
              + " process-classes");
    }
    terminal
        .err()
        .println("lastgood: synthesising the template of " + file + "; once, until it changes");
    terminal.err().flush();
    try {
      Files.createDirectories(folder.getParent());
      Path made = Files.createTempDirectory(folder.getParent(), "making-");
      Path log = Files.createTempFile(folder.getParent(), "making-", ".log");
      try {
        run(
            classes + java.io.File.pathSeparator + Files.readString(classPath).strip(),
            file,
            made,
            log);
        put(made, folder);
      } finally {
        Files.deleteIfExists(log);
        delete(made);
      }
    } catch (IOException failed) {
      throw new SynthesisException("the template of " + file + " cannot be made: " + failed);
    }
  }

  private void run(String classPath, Path file, Path made, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                classPath,
                APP,
                file.toAbsolutePath().toString(),
                home.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("CDK_OUTDIR", made.toString());
    builder.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1");
    builder.environment().put("JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION", "1");
    Process process = builder.start();
    try {
      long seconds = 0;
      while (!process.waitFor(SAY_EVERY_SECONDS, TimeUnit.SECONDS)) {
        seconds += SAY_EVERY_SECONDS;
        terminal.err().println("lastgood: still synthesising, " + seconds + " s");
        terminal.err().flush();
        if (seconds >= GIVE_UP_SECONDS) {
          throw new SynthesisException("the CDK app has not ended in " + seconds + " s");
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SynthesisException("the CDK app was interrupted");
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new SynthesisException(
          "the template of "
              + file
              + " cannot be made; the CDK app says:\n"
              + end(log)
              + cure(log));
    }
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }

  private static String cure(Path log) throws IOException {
    return Files.readString(log).contains("Cannot run program")
        ? "\nNode is needed for it: install Node 20 or later, so that node is on the PATH."
        : "";
  }

  /** Another process may have made the same meanwhile; either is as good. */
  private static void put(Path made, Path folder) throws IOException {
    try {
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException taken) {
      if (!Files.isDirectory(folder)) {
        throw taken;
      }
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
