package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.ec2.Page;
import java.util.List;
import java.util.function.Function;

/**
 * Answers in pages. CloudFormation's are of 100 items, or of a megabyte, which is the same here.
 */
final class Pages {
  static final int SIZE = 100;

  private Pages() {}

  static <T> Page<T> of(List<T> all, String token, Function<? super T, String> key) {
    return of(all, SIZE, token, key);
  }

  static <T> Page<T> of(List<T> all, int size, String token, Function<? super T, String> key) {
    return Page.of(all, size, token, key, CloudFormationErrors::invalidToken);
  }
}
