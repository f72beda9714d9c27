package dev.lastgood.functions.restorable;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What came of looking at something: that it could not be seen says nothing of what it is.
 *
 * @param <T> what is seen
 */
public sealed interface Look<T> {
  /**
   * It was seen.
   *
   * @param value what was seen
   * @param <T> what is seen
   */
  record Seen<T>(T value) implements Look<T> {}

  /**
   * It could not be seen.
   *
   * @param because why, in a sentence
   * @param <T> what would have been seen
   */
  record Unseen<T>(String because) implements Look<T> {}

  /**
   * Looks.
   *
   * @param what what is looked at, for the sentence
   * @param read makes the calls
   * @param <T> what is seen
   * @return what was seen, or what AWS said instead
   */
  static <T> Look<T> at(String what, Supplier<T> read) {
    try {
      return new Seen<>(read.get());
    } catch (SdkException unavailable) {
      return new Unseen<>(what + " could not be looked at: " + unavailable.getMessage());
    }
  }

  /**
   * What was seen, where something was.
   *
   * @return empty where it could not be seen
   */
  default Optional<T> seen() {
    return switch (this) {
      case Seen<T> found -> Optional.of(found.value());
      case Unseen<T> _ -> Optional.empty();
    };
  }
}
