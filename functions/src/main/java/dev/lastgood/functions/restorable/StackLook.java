package dev.lastgood.functions.restorable;

import dev.lastgood.functions.config.AssetPlaces;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.stack.Asset;
import dev.lastgood.functions.stack.AssetJudgement;
import dev.lastgood.functions.stack.AssetReader;
import dev.lastgood.functions.stack.Assets;
import dev.lastgood.functions.stack.StackTemplate;
import dev.lastgood.functions.stack.UnreadableTemplateException;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a stack's point could be restored: whether its template is kept, and all that it
 * names is there. What is not looked for speaks neither for nor against it.
 */
public final class StackLook {
  private final PointStore points;
  private final AssetReader assets;

  /**
   * A look.
   *
   * @param platform where its clients come from
   */
  public StackLook(Platform platform) {
    this.points = new PointStore(platform);
    this.assets = new AssetReader(platform);
  }

  /**
   * Looks at one point.
   *
   * @param body the point
   * @param places where may be looked
   * @return whether it can be restored
   */
  public Restorability look(StackBody body, AssetPlaces places) {
    if (body.configuration().roleArn().isEmpty()) {
      return notRestorable(
          "The stack has no service role: whoever updates it needs a right to everything in it,"
              + " which Lastgood never has.");
    }
    Optional<StackTemplate> template =
        points.template(
            body.targetId(),
            body.configuration().templateSha256(),
            body.configuration().processedTemplateSha256());
    if (template.isEmpty()) {
      return notRestorable(
          "The template that was kept with it is not there, or is not what was kept.");
    }
    List<Asset> needed;
    try {
      needed = Assets.of(body.capture(template.get()));
    } catch (UnreadableTemplateException unreadable) {
      return new Restorability.Restorable(List.of());
    }
    return switch (Assets.judge(assets.read(needed, places), body.assetFingerprints())) {
      case AssetJudgement.AllThere there ->
          new Restorability.Restorable(List.of(), there.notLookedFor());
      case AssetJudgement.Missing missing -> new Restorability.NotRestorable(missing.missing());
      case AssetJudgement.Unknown unknown ->
          new Restorability.Unknown(unknown.unchecked(), List.of());
    };
  }

  private static Restorability notRestorable(String because) {
    return new Restorability.NotRestorable(List.of(because));
  }
}
