package dev.lastgood.test.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @MethodSource("documentsThatShow")
  @DisplayName("show what the tool prints")
  void shown(Path document) throws IOException, InterruptedException {
    String text = Files.readString(document);
    StringBuilder now = new StringBuilder();
    Matcher matcher = SHOWN.matcher(text);
    int end = 0;
    while (matcher.find()) {
      now.append(text, end, matcher.start(2)).append(output(matcher.group(1)));
      end = matcher.end(2);
    }
    now.append(text, end, text.length());
    if ("write".equals(System.getProperty("documents"))) {
      Files.writeString(document, now);
    } else {
      assertEquals(now.toString(), text);
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
    dev.lastgood.simulator.rehearsal.Rehearsals.scenarios()
        .forEach(
            scenario ->
                assertTrue(
                    Files.exists(ROOT.resolve("docs/scenarios/" + scenario.name() + ".md")),
                    scenario.name()));
  }

  /** Runs a command as the shell would, the launcher aside, which would build. */
  private static String output(String command) throws IOException, InterruptedException {
    String tool =
        "'%s' -XX:TieredStopAtLevel=1 -Duser.timezone=UTC -cp '%s' dev.lastgood.cli.Main"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder("sh", "-c", command.replace("./lastgood", tool))
            .directory(ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
