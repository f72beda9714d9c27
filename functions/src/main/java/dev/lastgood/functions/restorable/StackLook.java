package dev.lastgood.functions.restorable;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.StackBody;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a stack's point could be restored: whether all that its template names is there.
 */
public final class StackLook {
  private final PointStore points;

  /**
   * A look.
   *
   * @param platform where its clients come from
   */
  public StackLook(Platform platform) {
    this.points = new PointStore(platform);
  }

  /**
   * Looks at one point.
   *
   * @param body the point
   * @return whether it can be restored
   */
  public Restorability look(StackBody body) {
    Optional<String> template =
        points.template(body.targetId(), body.configuration().templateSha256());
    return template.isPresent()
        ? new Restorability.Restorable(List.of())
        : new Restorability.NotRestorable(
            List.of("The template that was kept with it is not there, or is not what was kept."));
  }
}
