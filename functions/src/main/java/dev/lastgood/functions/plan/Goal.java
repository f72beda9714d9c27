package dev.lastgood.functions.plan;

import dev.lastgood.functions.point.PointBody;
import java.util.List;

/**
 * What a target could be brought back to.
 *
 * @param <B> what a point of such a target holds
 */
public sealed interface Goal<B extends PointBody> {
  /**
   * A state that can be trusted.
   *
   * @param body the point's body, its seal checked, or the undo point
   * @param deleted the places of template versions that were deleted, or launch something else now,
   *     and can be made again from the point's data; none for a stack
   * @param <B> what the point holds
   */
  record Known<B extends PointBody>(B body, List<String> deleted) implements Goal<B> {
    /** Copies its list. */
    public Known {
      deleted = List.copyOf(deleted);
    }

    /**
     * A state whose template versions are all there.
     *
     * @param body the point's body
     */
    public Known(B body) {
      this(body, List.of());
    }
  }

  /**
   * There is none.
   *
   * @param because why
   * @param <B> what a point would hold
   */
  record None<B extends PointBody>(String because) implements Goal<B> {}
}
