package dev.lastgood.test.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.ModelledOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The page has a heading for each service and under it a table with a row for each operation. What
 * is honoured is written by hand; to write the rest anew: {@code -Dtest=FidelityPageTest
 * -Dfidelity=write}.
 */
@DisplayName("The page on fidelity")
class FidelityPageTest {
  private static final Path PAGE = Path.of("../docs/reference/fidelity.md");

  private static final String HEADER =
      """
      | operation | what is honoured | refused by name | without effect |
      |---|---|---|---|
      """;

  private static final Pattern TABLE =
      Pattern.compile("## ([^\n]+)\n\n(?:[^|#][^\n]*\n+)*((?:\\|[^\n]*\n)+)");

  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([^|]*) \\|.*");

  @Test
  @DisplayName("names exactly the operations that are modelled, and the members that they ignore")
  void operations() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, SimulatedService> services = new TreeMap<>();
    SimulatedService.of(SimulatedService.world())
        .forEach(service -> services.put(service.name(), service));
    List<String> described = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    Matcher table = TABLE.matcher(page);
    int end = 0;
    while (table.find()) {
      SimulatedService service = services.get(table.group(1));
      if (service != null) {
        described.add(service.name());
        expected.append(page, end, table.start(2)).append(rows(service, table.group(2)));
        end = table.end(2);
      }
    }
    expected.append(page, end, page.length());
    if ("write".equals(System.getProperty("fidelity"))) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected.toString(), Files.readString(PAGE));
    assertEquals(List.copyOf(services.keySet()), described);
    assertTrue(!page.contains("|  |"), "An operation of which nothing is said");
  }

  private static String rows(SimulatedService service, String written) {
    Map<String, String> honoured = new TreeMap<>();
    written
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> honoured.put(row.group(1), row.group(2)));
    ReadMembers read = new ReadMembers();
    StringBuilder rows = new StringBuilder(HEADER);
    for (ModelledOperation operation : service.operations()) {
      rows.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  operation.name(),
                  honoured.getOrDefault(operation.name(), ""),
                  members(operation.unmodelledMembers()),
                  members(read.ignored(operation))));
    }
    return rows.toString();
  }

  private static String members(List<String> names) {
    return names.isEmpty() ? "–" : String.join(", ", names);
  }
}
