package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Hold;
import dev.lastgood.functions.ledger.Release;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Holds for people. */
final class HoldText {
  private static final String INDENT = "    ";

  private final Terminal terminal;

  HoldText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Configuration environment, List<String> names, List<Hold> standing) {
    PrintWriter out = terminal.out();
    out.println(terminal.styled(Style.DIM, place(environment)));
    for (String name : names) {
      Optional<Hold> hold =
          standing.stream().filter(found -> found.targetId().equals(name)).findFirst();
      out.println(
          terminal.styled(Style.BOLD, name)
              + (hold.isPresent()
                  ? "  " + terminal.styled(Style.BAD, "on hold")
                  : "  " + terminal.styled(Style.GOOD, "no hold")));
      hold.ifPresent(found -> hold(out, found));
    }
  }

  /** What would be done, before a person is asked whether it is meant. */
  void explain(Configuration environment, Hold hold, String by, String because) {
    PrintWriter err = terminal.err();
    err.println("The hold on " + hold.targetId() + " in " + place(environment) + ":");
    hold(err, hold);
    wrapped(
        err,
        "Once it is released, pipelines that ask deploy to " + hold.targetId() + " again.",
        "");
    wrapped(
        err,
        "The ledger of incident "
            + hold.incidentId()
            + " will say: released by "
            + by
            + ", because: "
            + because,
        "");
  }

  void print(String target, Release release, Optional<Hold> standing) {
    String says =
        switch (release) {
          case Release.Released _ -> "The hold on " + target + " is released.";
          case Release.AlreadyReleased already ->
              "It was released before, by %s at %s, because: %s"
                  .formatted(already.by(), already.at(), already.because());
          case Release.Renewed renewed ->
              "It was not released: the hold on %s is that of incident %s now."
                  .formatted(target, renewed.hold().incidentId());
          case Release.None _ -> "There is no hold on " + target + " to release.";
        };
    wrapped(terminal.out(), says, "");
    standing.ifPresent(
        hold -> {
          terminal.out().println("On " + target + " a hold stands:");
          hold(terminal.out(), hold);
        });
  }

  /** The environment, and where it is. */
  static String place(Configuration environment) {
    return environment.environment()
        + ", account "
        + environment.account()
        + " in "
        + environment.region();
  }

  private void hold(PrintWriter to, Hold hold) {
    wrapped(
        to,
        "since %s, by incident %s, which ended as %s"
            .formatted(hold.since(), hold.incidentId(), hold.outcome()),
        INDENT);
    wrapped(to, hold.because(), INDENT);
    for (Change change : hold.changes()) {
      to.println(INDENT + change.field());
      to.println(INDENT + styled(to, Style.BAD, "- " + change.bad()) + ", when it went bad");
      to.println(INDENT + styled(to, Style.GOOD, "+ " + change.good()) + ", when it was good");
    }
  }

  /** Standard output alone is known to take colours. */
  private String styled(PrintWriter to, Style style, String text) {
    return to == terminal.out() ? terminal.styled(style, text) : text;
  }

  private void wrapped(PrintWriter to, String text, String indent) {
    Lines.wrap(text, terminal.columns() - indent.length())
        .forEach(line -> to.println(indent + line));
  }
}
