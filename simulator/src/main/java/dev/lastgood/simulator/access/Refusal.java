package dev.lastgood.simulator.access;

import java.util.Comparator;

/**
 * Something that no policy allows.
 *
 * @param by who asked: a function, a role's name or a service
 * @param call what was being done, such as {@code dynamodb:GetItem}
 * @param says what AWS answers, the action and the resource included
 */
public record Refusal(String by, String call, String says) implements Comparable<Refusal> {
  private static final Comparator<Refusal> ORDER =
      Comparator.comparing(Refusal::by).thenComparing(Refusal::call).thenComparing(Refusal::says);

  @Override
  public int compareTo(Refusal other) {
    return ORDER.compare(this, other);
  }
}
