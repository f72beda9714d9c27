package dev.lastgood.simulator.ec2;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One page of an answer.
 *
 * <p>A token remembers the last item by its key, so that items that come or go between two pages
 * neither repeat nor hide others; only where that very item has gone does its position decide.
 *
 * @param items the page's items
 * @param nextToken what to ask for the page after it; empty on the last
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {
  private static final char SEPARATOR = '|';

  /**
   * Cuts a page out of everything there is.
   *
   * @param all every item, in a stable order
   * @param size the most items on a page
   * @param token what the page before answered, or null for the first
   * @param key tells items apart
   * @param invalid what to throw at a token that was never answered
   * @param <T> what is listed
   * @return the page
   */
  public static <T> Page<T> of(
      List<T> all,
      int size,
      String token,
      Function<? super T, String> key,
      Supplier<? extends RuntimeException> invalid) {
    int from = token == null ? 0 : after(token, all, key, invalid);
    int to = Math.min(all.size(), from + size);
    Optional<String> next =
        to < all.size()
            ? Optional.of(to + "" + SEPARATOR + key.apply(all.get(to - 1)))
            : Optional.empty();
    return new Page<>(List.copyOf(all.subList(from, to)), next);
  }

  private static <T> int after(
      String token,
      List<T> all,
      Function<? super T, String> key,
      Supplier<? extends RuntimeException> invalid) {
    int separator = token.indexOf(SEPARATOR);
    if (separator < 1 || !token.substring(0, separator).matches("[0-9]{1,9}")) {
      throw invalid.get();
    }
    String last = token.substring(separator + 1);
    for (int i = 0; i < all.size(); i++) {
      if (key.apply(all.get(i)).equals(last)) {
        return i + 1;
      }
    }
    return Math.min(all.size(), Integer.parseInt(token.substring(0, separator)));
  }
}
