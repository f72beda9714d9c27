package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.simulator.rehearsal.Scenario;
import java.util.List;

/** The scenarios, for people. */
final class ScenariosText {
  private static final String INDENT = "    ";

  private ScenariosText() {}

  static void print(Terminal terminal, List<Scenario> scenarios) {
    for (Scenario scenario : scenarios) {
      terminal
          .out()
          .println(terminal.styled(Style.BOLD, scenario.name()) + "  -> " + scenario.outcome());
      for (String line : Lines.wrap(scenario.says(), terminal.columns() - INDENT.length())) {
        terminal.out().println(INDENT + line);
      }
    }
  }
}
