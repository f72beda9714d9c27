package dev.lastgood.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.ExecutionStatus;
import dev.lastgood.asl.HistoryEvent;
import dev.lastgood.cli.Terminal.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one execution came to, for people: its events, and how it ended. */
final class ExecutionText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double MILLISECONDS = 1000;
  private static final String INDENT = "    ";
  private static final int CHILDREN_SHOWN = 20;

  private final Terminal terminal;

  ExecutionText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(String definition, CannedExecution execution) {
    terminal.out().println(terminal.styled(Style.BOLD, "Execution of " + definition));
    events(execution.history());
    children(execution.children());
    terminal.out().println();
    end(execution.description());
  }

  private void events(List<HistoryEvent> events) {
    int width = events.stream().mapToInt(event -> event.type().apiName().length()).max().orElse(0);
    for (HistoryEvent event : events) {
      String type = event.type().apiName();
      String name = event.stateName().orElse("");
      terminal
          .out()
          .println(
              terminal.styled(Style.DIM, clock(CannedExecution.START, event.timestamp()))
                  + "  "
                  + (name.isEmpty()
                      ? type
                      : type + " ".repeat(width - type.length()) + "  " + name));
    }
  }

  /** A Map Run fails for its children's reasons, of which the parent's history tells nothing. */
  private void children(List<ExecutionDescription> children) {
    if (children.isEmpty()) {
      return;
    }
    Map<ExecutionStatus, Integer> counts = new EnumMap<>(ExecutionStatus.class);
    children.forEach(child -> counts.merge(child.status(), 1, Integer::sum));
    terminal.out().println();
    terminal
        .out()
        .println(
            "Child executions: "
                + counts.entrySet().stream()
                    .map(count -> count.getValue() + " " + count.getKey())
                    .collect(Collectors.joining(", ")));
    List<ExecutionDescription> failed =
        children.stream().filter(child -> child.error().isPresent()).toList();
    failed.stream().limit(CHILDREN_SHOWN).forEach(this::failedChild);
    if (failed.size() > CHILDREN_SHOWN) {
      terminal.out().println("  and " + (failed.size() - CHILDREN_SHOWN) + " more that failed");
    }
  }

  private void failedChild(ExecutionDescription child) {
    String told =
        "input %s: %s: %s"
            .formatted(json(child.input()), child.error().orElse(""), child.cause().orElse(""));
    String before = "  ";
    for (String line : Lines.wrap(told, terminal.columns() - INDENT.length())) {
      terminal.out().println(before + line);
      before = INDENT;
    }
  }

  private void end(ExecutionDescription execution) {
    boolean succeeded = execution.status() == ExecutionStatus.SUCCEEDED;
    String took =
        execution
            .stopDate()
            .map(stopped -> " in " + clock(execution.startDate(), stopped) + " of virtual time")
            .orElse("");
    terminal
        .out()
        .println(
            terminal.styled(succeeded ? Style.GOOD : Style.BAD, execution.status().name()) + took);
    if (succeeded) {
      terminal.out().println("output: " + json(execution.output()));
    }
    execution.error().ifPresent(error -> terminal.out().println("error: " + error));
    execution
        .cause()
        .ifPresent(
            cause ->
                Lines.wrap("cause: " + cause, terminal.columns() - INDENT.length())
                    .forEach(terminal.out()::println));
  }

  private static String clock(Instant from, Instant to) {
    return Lines.clock(Duration.between(from, to).toMillis() / MILLISECONDS);
  }

  private static String json(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Plain values are always writable.", impossible);
    }
  }
}
