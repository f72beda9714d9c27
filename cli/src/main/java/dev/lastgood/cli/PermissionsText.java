package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.simulator.access.Permission;
import dev.lastgood.simulator.access.PermissionReport;
import dev.lastgood.simulator.access.Refusal;
import java.util.List;

/** Permissions and what uses them, for people. */
final class PermissionsText {
  private static final String ACTION = "    %-44s %s";

  private final Terminal terminal;

  PermissionsText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(String environment, PermissionReport report) {
    for (PermissionReport.Role role : report.roles()) {
      line(terminal.styled(Style.BOLD, role.name()));
      for (PermissionReport.Statement statement : role.statements()) {
        line("  " + statement.id());
        for (PermissionReport.Action action : statement.actions()) {
          line(ACTION.formatted(action.name(), users(action.usedBy())).stripTrailing());
        }
      }
    }
    line("");
    refused(terminal, report.refused());
    unused(terminal, report.unused());
    line(
        terminal.styled(
            Style.DIM, "as rehearsed on the simulated AWS, from the template of " + environment));
  }

  private String users(List<PermissionReport.Use> uses) {
    if (uses.isEmpty()) {
      return terminal.styled(Style.BAD, "unused");
    }
    List<String> calls = uses.stream().map(PermissionReport.Use::call).distinct().sorted().toList();
    long scenarios = uses.stream().map(PermissionReport.Use::scenario).distinct().count();
    return String.join(", ", calls)
        + terminal.styled(
            Style.DIM, " (" + scenarios + (scenarios == 1 ? " scenario)" : " scenarios)"));
  }

  static void refused(Terminal terminal, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      terminal.out().println(terminal.styled(Style.GOOD, "Nothing") + " was refused.");
      return;
    }
    terminal.out().println(terminal.styled(Style.BAD, refusals.size() + " refused:"));
    for (Refusal refusal : refusals) {
      Lines.wrap(
              refusal.by() + ", " + refusal.call() + ": " + refusal.says(), terminal.columns() - 2)
          .forEach(text -> terminal.out().println("  " + text));
    }
  }

  static void unused(Terminal terminal, List<Permission> permissions) {
    if (permissions.isEmpty()) {
      terminal.out().println(terminal.styled(Style.GOOD, "Every") + " permission was used.");
      return;
    }
    terminal
        .out()
        .println(terminal.styled(Style.BAD, permissions.size() + " used by no rehearsal:"));
    for (Permission permission : permissions) {
      terminal
          .out()
          .println(
              "  %s, %s: %s"
                  .formatted(permission.owner(), permission.statement(), permission.action()));
    }
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
