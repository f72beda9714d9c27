package dev.lastgood.cli;

import dev.lastgood.cli.Terminal.Style;
import dev.lastgood.functions.ledger.Heartbeat;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Work;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Incidents for people. */
final class IncidentText {
  private static final String INDENT = "    ";

  private final Terminal terminal;
  private final Instant now;

  /**
   * Incidents for people.
   *
   * @param now what ages are counted to
   */
  IncidentText(Terminal terminal, Instant now) {
    this.terminal = terminal;
    this.now = now;
  }

  /** All that is known of it. */
  void print(PrintWriter to, IncidentView view) {
    Incident incident = view.incident();
    to.println(
        styled(to, Style.BOLD, incident.id())
            + "  "
            + incident.outcome().map(Enum::name).orElse("open")
            + "  "
            + String.join(", ", incident.targetIds()));
    wrapped(to, incident.cause() + ". Its deadline is " + incident.deadline() + ".");
    view.because().ifPresent(because -> wrapped(to, because));
    if (incident.outcome().isEmpty()) {
      view.chain().cancelAsked().ifPresent(wish -> wrapped(to, wish.says()));
      view.heartbeat().ifPresent(beat -> wrapped(to, says(beat)));
    }
    for (Work.Piece piece : view.work().pieces()) {
      wrapped(to, says(piece));
    }
    if (!view.work().pieces().isEmpty()) {
      wrapped(
          to,
          view.verified() ? "done: the proof that it holds" : "not done: the proof that it holds");
    }
    for (IncidentView.Owed owed : view.obligations()) {
      wrapped(to, says(owed));
    }
  }

  /** What it is doing, in one line. */
  String says(Heartbeat beat) {
    return "%s, %d s ago: %s This since %s. Next: %s"
        .formatted(
            beat.step(),
            Math.max(0, Duration.between(beat.at(), now).toSeconds()),
            beat.doing(),
            beat.since(),
            beat.next());
  }

  private static String says(Work.Piece piece) {
    String state =
        switch (piece.state()) {
          case DONE -> "done: ";
          case FAILED -> "failed: ";
          case BEGUN -> "begun, not finished: ";
          case NOT_BEGUN -> "not done: ";
        };
    String because = piece.because().isEmpty() ? "" : " (" + piece.because() + ")";
    return state
        + (piece.undo() ? "take back, " : "")
        + piece.targetId()
        + ": "
        + piece.says()
        + because;
  }

  private static String says(IncidentView.Owed owed) {
    String state =
        switch (owed.state()) {
          case MET -> "met: ";
          case HANDED_OVER -> "handed over: ";
          case OWED -> "owed: ";
        };
    return state + owed.id() + ": " + owed.says();
  }

  /** Standard output alone is known to take colours. */
  private String styled(PrintWriter to, Style style, String text) {
    return to == terminal.out() ? terminal.styled(style, text) : text;
  }

  private void wrapped(PrintWriter to, String text) {
    Lines.wrap(text, terminal.columns() - INDENT.length())
        .forEach(line -> to.println(INDENT + line));
  }
}
