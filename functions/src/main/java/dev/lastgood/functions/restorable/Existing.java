package dev.lastgood.functions.restorable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Describes things by their names where AWS refuses the whole request for one name that it does not
 * know. Asking by filters would not be refused, but a filter searches all that the account can see,
 * of images every public one.
 */
final class Existing {
  private Existing() {}

  /**
   * Those that exist: one call where all do. Where AWS does not know one, each half is asked for by
   * itself.
   *
   * @param names their names; none leads to no call
   * @param batch how many may be asked for in a call
   * @param describe makes the call
   * @param isUnknown whether a refusal says that one of the names is not known
   * @param <T> what describes one
   * @return the descriptions
   */
  static <T> List<T> of(
      Collection<String> names,
      int batch,
      Function<List<String>, List<T>> describe,
      Predicate<AwsServiceException> isUnknown) {
    List<String> all = List.copyOf(names);
    List<T> found = new ArrayList<>();
    for (int from = 0; from < all.size(); from += batch) {
      found.addAll(
          some(all.subList(from, Math.min(all.size(), from + batch)), describe, isUnknown));
    }
    return found;
  }

  private static <T> List<T> some(
      List<String> names,
      Function<List<String>, List<T>> describe,
      Predicate<AwsServiceException> isUnknown) {
    try {
      return describe.apply(names);
    } catch (AwsServiceException refused) {
      if (!isUnknown.test(refused)) {
        throw refused;
      }
      if (names.size() == 1) {
        return List.of();
      }
      int half = names.size() / 2;
      List<T> found = new ArrayList<>(some(names.subList(0, half), describe, isUnknown));
      found.addAll(some(names.subList(half, names.size()), describe, isUnknown));
      return found;
    }
  }

  /** The code of an error; "" where the answer has none. */
  static String code(AwsServiceException refused) {
    return refused.awsErrorDetails() == null || refused.awsErrorDetails().errorCode() == null
        ? ""
        : refused.awsErrorDetails().errorCode();
  }
}
