package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.rehearsal.Rehearsals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a document shows as the tool's output is what the tool prints.
 *
 * <p>A block is marked by a comment before it: {@code <!-- output of: COMMAND -->}. To write all
 * blocks anew: {@code mvn -q verify -Dtest=DocumentsTest -Ddocuments=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@DisplayName("The documents")
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern SHOWN =
      Pattern.compile("<!-- output of: (.*?) -->\n+```text\n(.*?)```\n", Pattern.DOTALL);

  private static final String TOOL = "./lastgood";

  /**
   * A command of plain words, which is most of them, and what its output is filtered by. It is run
   * in this process, as a process of its own takes seconds to start and more to become fast.
   */
  private static final Pattern IN_PROCESS =
      Pattern.compile(
          "\\./lastgood(?<arguments>( [a-z0-9-]+)*)( 2>/dev/null)?( \\| (?<filter>.*))?");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents.stream();
  }

  static Stream<Path> documentsThatShow() throws IOException {
    List<Path> showing = new ArrayList<>();
    for (Path document : documents().toList()) {
      if (SHOWN.matcher(Files.readString(document)).find()) {
        showing.add(document);
      }
    }
    return showing.stream();
  }

  @TestFactory
  @DisplayName("show what the tool prints")
  Stream<DynamicTest> shown() throws IOException, InterruptedException {
    // Run one after another, they would leave all cores but one idle.
    Map<Path, Future<String>> written = new TreeMap<>();
    try (ExecutorService tools =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Path document : documentsThatShow().toList()) {
        written.put(document, tools.submit(() -> withOutputs(Files.readString(document))));
      }
    }
    return written.entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(page.getKey()).toString(),
                    () -> shows(page.getKey(), page.getValue().get())));
  }

  private static String withOutputs(String text) throws IOException, InterruptedException {
    StringBuilder now = new StringBuilder();
    Matcher matcher = SHOWN.matcher(text);
    int end = 0;
    while (matcher.find()) {
      now.append(text, end, matcher.start(2)).append(output(matcher.group(1)));
      end = matcher.end(2);
    }
    return now.append(text, end, text.length()).toString();
  }

  private static void shows(Path document, String now) throws IOException {
    if ("write".equals(System.getProperty("documents"))) {
      Files.writeString(document, now);
    } else {
      assertEquals(now, Files.readString(document));
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  @DisplayName("link only to what is there")
  void links(Path document) throws IOException {
    Matcher matcher = LINK.matcher(Files.readString(document));
    while (matcher.find()) {
      Path target = document.resolveSibling(matcher.group(1)).normalize();
      assertTrue(Files.exists(target), () -> ROOT.relativize(document) + " links to " + target);
    }
  }

  @Test
  @DisplayName("have a page for each scenario")
  void scenarios() {
    Rehearsals.scenarios()
        .forEach(
            scenario ->
                assertTrue(
                    Files.exists(ROOT.resolve("docs/scenarios/" + scenario.name() + ".md")),
                    scenario.name()));
  }

  /** What a command prints, the launcher aside, which would build. */
  private static String output(String command) throws IOException, InterruptedException {
    Matcher inProcess = IN_PROCESS.matcher(command);
    if (!inProcess.matches()) {
      return outputOfShell(command.replace(TOOL, toolOfShell()), "");
    }
    String output = Run.of(inProcess.group("arguments").strip().split(" +")).out();
    Optional<String> filter = Optional.ofNullable(inProcess.group("filter"));
    return filter.isEmpty() ? output : outputOfShell(filter.get(), output);
  }

  private static String toolOfShell() {
    return "'%s' -Duser.timezone=UTC -cp '%s' dev.lastgood.cli.Main"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"));
  }

  private static String outputOfShell(String command, String input)
      throws IOException, InterruptedException {
    // A file, because a pipe that nobody empties yet would stop whoever fills it.
    Path standardInput = Files.createTempFile("documents", ".txt");
    try {
      Files.writeString(standardInput, input);
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .directory(ROOT.toFile())
              .redirectInput(standardInput.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output;
    } finally {
      Files.delete(standardInput);
    }
  }
}
