package dev.lastgood.functions.plan;

import java.util.Optional;

/**
 * Something that cannot be had back once a plan is carried out.
 *
 * @param resource what is lost, by its name in the template
 * @param holder the resource that is replaced or removed with what it holds; absent where something
 *     else is lost
 * @param says what would be lost, for people
 */
public record Loss(String resource, Optional<DataHolder> holder, String says) {
  /** Takes what an earlier version wrote, which told names alone. */
  public Loss {
    holder = holder == null ? Optional.empty() : holder;
  }

  /**
   * A loss that is not that of a resource.
   *
   * @param resource what is lost, by its name in the template
   * @param says what would be lost, for people
   */
  public Loss(String resource, String says) {
    this(resource, Optional.empty(), says);
  }
}
