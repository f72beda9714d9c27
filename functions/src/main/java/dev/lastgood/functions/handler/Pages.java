package dev.lastgood.functions.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads an answer that comes in pages to its end. */
public final class Pages {
  private Pages() {}

  /**
   * The items of all pages.
   *
   * @param call makes the call, with the token of the next page; null at first, as the SDK has it
   * @param items a page's items
   * @param nextToken the token of the page after; null or empty after the last
   * @param <R> what AWS answers
   * @param <T> an item
   * @return all items, in the order of the pages
   */
  public static <R, T> List<T> all(
      Function<String, R> call, Function<R, List<T>> items, Function<R, String> nextToken) {
    List<T> all = new ArrayList<>();
    String token = null;
    do {
      R page = call.apply(token);
      all.addAll(items.apply(page));
      token = nextToken.apply(page);
    } while (token != null && !token.isEmpty());
    return all;
  }
}
