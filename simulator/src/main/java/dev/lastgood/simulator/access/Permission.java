package dev.lastgood.simulator.access;

import java.util.Comparator;

/**
 * One action of one statement: the smallest thing that can be granted for nothing.
 *
 * @param owner the role's name, or the ARN of the resource in whose policy it stands
 * @param statement the statement's id
 * @param action the action, as the statement says it
 */
public record Permission(String owner, String statement, String action)
    implements Comparable<Permission> {
  private static final Comparator<Permission> ORDER =
      Comparator.comparing(Permission::owner)
          .thenComparing(Permission::statement)
          .thenComparing(Permission::action);

  @Override
  public int compareTo(Permission other) {
    return ORDER.compare(this, other);
  }
}
