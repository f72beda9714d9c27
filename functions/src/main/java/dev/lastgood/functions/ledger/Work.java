package dev.lastgood.functions.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was done in an incident and what was not, as its ledger says.
 *
 * @param pieces the actions of its plans: those of the last, and of the ones before what was begun
 */
public record Work(List<Piece> pieces) {
  /** Copies its list. */
  public Work {
    pieces = List.copyOf(pieces);
  }

  /** How far an action came. */
  public enum State {
    /** It has done what it was to do. */
    DONE,
    /** It came to an end without that. */
    FAILED,
    /** Calls were made for it, and it did not come to an end while the incident was open. */
    BEGUN,
    /** Nothing was done for it. */
    NOT_BEGUN
  }

  /**
   * An action.
   *
   * @param targetId the target
   * @param says what it does, in a sentence
   * @param undo whether it takes something back
   * @param state how far it came
   * @param because what was reached, or why it failed; "" where neither is known
   */
  public record Piece(String targetId, String says, boolean undo, State state, String because) {
    private Piece with(State other, String why) {
      return new Piece(targetId, says, undo, other, why);
    }

    private boolean isOpen() {
      return state == State.BEGUN || state == State.NOT_BEGUN;
    }
  }

  /**
   * Adds it up.
   *
   * @param chain the incident's ledger
   * @return what was done and what was not
   */
  public static Work of(Chain chain) {
    List<Piece> before = new ArrayList<>();
    List<Piece> now = new ArrayList<>();
    for (Entry entry : chain.entries()) {
      if (entry.fact() instanceof Fact.Planned planned) {
        // What was not begun under the plan before this one is not to be done any more.
        now.stream().filter(piece -> piece.state() != State.NOT_BEGUN).forEach(before::add);
        now.clear();
        planned.actions().forEach((target, says) -> now.addAll(planned(target, says, planned)));
      } else if (entry.fact() instanceof Fact.Intent intent && !intent.takesBack()) {
        begin(now, intent.targetId());
      } else if (entry.fact() instanceof Fact.ActionEnded ended) {
        end(now, ended);
      }
    }
    return new Work(Stream.of(before, now).flatMap(List::stream).toList());
  }

  private static List<Piece> planned(String targetId, List<String> says, Fact.Planned planned) {
    return says.stream()
        .map(action -> new Piece(targetId, action, planned.undo(), State.NOT_BEGUN, ""))
        .toList();
  }

  /** Actions of a target come one after the other: a call is for the first that has not ended. */
  private static void begin(List<Piece> now, String targetId) {
    for (int index = 0; index < now.size(); index++) {
      Piece piece = now.get(index);
      if (piece.targetId().equals(targetId) && piece.isOpen()) {
        now.set(index, piece.with(State.BEGUN, ""));
        return;
      }
    }
  }

  private static void end(List<Piece> now, Fact.ActionEnded ended) {
    int ordinal = 0;
    for (int index = 0; index < now.size(); index++) {
      Piece piece = now.get(index);
      if (piece.targetId().equals(ended.targetId())) {
        if (ordinal == ended.actionIndex()) {
          now.set(
              index, piece.with(ended.succeeded() ? State.DONE : State.FAILED, ended.because()));
        }
        ordinal++;
      }
    }
  }

  /**
   * The same for people.
   *
   * @return a sentence for each state in which an action is; empty where there was no plan
   */
  public Optional<String> says() {
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    Map<State, List<Piece>> byState = pieces.stream().collect(Collectors.groupingBy(Piece::state));
    return Optional.of(
        Stream.of(State.values())
            .filter(byState::containsKey)
            .map(
                state ->
                    heading(state)
                        + byState.get(state).stream()
                            .map(piece -> piece.targetId() + ": " + piece.says())
                            .collect(Collectors.joining(" ")))
            .collect(Collectors.joining(" ")));
  }

  private static String heading(State state) {
    return switch (state) {
      case DONE -> "Done: ";
      case FAILED -> "Failed: ";
      case BEGUN -> "Begun and not finished: ";
      case NOT_BEGUN -> "Not done: ";
    };
  }
}
