package dev.lastgood.functions.verify;

import java.util.List;

/** Whether a target is back. */
sealed interface Verdict {
  /** It is; what was seen. */
  record Holds(List<String> evidence) implements Verdict {}

  /** It is not, or not yet; what is missing. */
  record NotYet(List<String> missing) implements Verdict {}
}
