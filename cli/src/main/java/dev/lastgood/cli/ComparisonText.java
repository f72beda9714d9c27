package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.simulator.rehearsal.ComparisonResult;
import dev.lastgood.simulator.rehearsal.Measured;
import dev.lastgood.simulator.rehearsal.Strategy;
import java.util.Locale;

/** What a comparison came to, for people. */
final class ComparisonText {
  private static final String ROW = "  %-18s %10s %7s %7s %8s %8s %8s %8s";
  private static final String STRATEGY = "  %-18s ";
  private static final String INDENT = "  ";
  private static final int SECONDS_A_MINUTE = 60;

  private final Terminal terminal;

  ComparisonText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(ComparisonResult result, RunSettings settings) {
    line(
        terminal.styled(
            Style.BOLD,
            "Comparison of %d strategies in %d situations, on %d %s each"
                .formatted(
                    Strategy.values().length,
                    result.situations().size(),
                    result.seeds(),
                    result.seeds() == 1 ? "seed" : "seeds")));
    line(
        terminal.styled(
            Style.DIM,
            settings.told()
                + ", rollouts watched for "
                + result.watchSeconds() / SECONDS_A_MINUTE
                + " minutes"));
    line("");
    for (Strategy strategy : Strategy.values()) {
      String before = STRATEGY.formatted(strategy.strategyName());
      for (String part : Lines.wrap(strategy.says(), terminal.columns() - before.length())) {
        line(before + part);
        before = " ".repeat(before.length());
      }
    }
    line("");
    legend(result);
    result.situations().forEach(this::situation);
  }

  private void legend(ComparisonResult result) {
    wrapped(
        "",
        ("in time: runs whose service was well within %d minutes of the alarm, as the simulated"
                + " world knows. p50, p95: when it was well, in mm:ss, of the runs in which it was"
                + " at all. lost: minutes' worth of failed requests, and short: minutes with fewer"
                + " instances than before, both at the median of the %d minutes after the alarm."
                + " unset: runs that end with other settings than before. untold: runs not well in"
                + " time of which the strategy told nobody. All figures are simulated.")
            .formatted(
                result.limitSeconds() / SECONDS_A_MINUTE,
                result.observedSeconds() / SECONDS_A_MINUTE));
  }

  private void situation(ComparisonResult.OfSituation situation) {
    line("");
    line(terminal.styled(Style.BOLD, situation.name()));
    wrapped(INDENT, situation.says());
    line(
        terminal.styled(
            Style.DIM,
            ROW.formatted("", "in time", "p50", "p95", "lost", "short", "unset", "untold")));
    for (ComparisonResult.OfStrategy of : situation.strategies()) {
      String name = of.strategy().strategyName();
      switch (of) {
        case ComparisonResult.OfStrategy.Tried(_, Measured measured) -> line(row(name, measured));
        case ComparisonResult.OfStrategy.Unavailable(_, String because) ->
            line(STRATEGY.formatted(name) + terminal.styled(Style.DIM, "not here: " + because));
      }
    }
  }

  private static String row(String name, Measured measured) {
    boolean wasWell = measured.wellInTime() + measured.wellLater() > 0;
    return ROW.formatted(
        name,
        measured.wellInTime() + " of " + measured.runs(),
        wasWell ? Lines.clock(measured.secondsToWell().p50()) : "-",
        wasWell ? Lines.clock(measured.secondsToWell().p95()) : "-",
        minutes(measured.lostMinutes().p50()),
        minutes(measured.shortMinutes().p50()),
        measured.notSetAsBefore(),
        measured.notWellUntold());
  }

  private static String minutes(double minutes) {
    return String.format(Locale.ROOT, "%.1f", minutes);
  }

  private void wrapped(String indent, String text) {
    Lines.wrap(text, terminal.columns() - indent.length()).forEach(part -> line(indent + part));
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
