package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/stacks.md} shows is what the code says. To write it anew, run this test with
 * {@code -Ddocuments=write}.
 */
@DisplayName("The page about stacks")
class StackDecisionTableTest {
  private static final Path PAGE = Path.of("..", "docs", "stacks.md");

  private static void shows(String name, String expected) throws IOException {
    String begin = "<!-- " + name + ", printed from the code -->\n\n";
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("\n\n", from);
    String shown = page.substring(from, to < 0 ? page.length() : to + 1);
    if ("write".equals(System.getProperty("documents"))) {
      Files.writeString(
          PAGE, page.substring(0, from) + expected + page.substring(from + shown.length()));
    } else {
      assertEquals(expected, shown);
    }
  }

  @Test
  @DisplayName("has the decision table of the code")
  void decisions() throws IOException {
    shows("decision table", StackDecisionTable.markdown());
  }

  @Test
  @DisplayName("has the causes of failed rollbacks of the code")
  void causes() throws IOException {
    StringBuilder table =
        new StringBuilder("| cause | what it is | what it allows |\n|---|---|---|\n");
    for (RollbackFailureCause cause : RollbackFailureCause.values()) {
      table.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  cause,
                  cause.says(),
                  switch (cause.allows()) {
                    case CONTINUE -> "continuing as it is, once";
                    case REPAIR -> "continuing after a repair of ours, where one is known";
                    case PERSON -> "a person's decision";
                  }));
    }
    shows("causes", table.toString());
  }

  @Test
  @DisplayName("has the list of what holds data of the code")
  void data() throws IOException {
    StringBuilder table = new StringBuilder("| type | what would be lost |\n|---|---|\n");
    new TreeMap<>(DataHolding.list())
        .forEach((type, held) -> table.append("| `%s` | %s |\n".formatted(type, held)));
    shows("what holds data", table.toString());
  }
}
