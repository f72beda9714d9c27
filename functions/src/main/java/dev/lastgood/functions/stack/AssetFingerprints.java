package dev.lastgood.functions.stack;

import dev.lastgood.functions.config.AssetPlaces;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Remembers what names that can be given another content mean when a stack is captured: an object
 * without a version by its entity tag, an image's tag by its digest. What could not be seen is not
 * remembered, and is not compared later.
 */
public final class AssetFingerprints {
  private static final Log LOG = Log.of(AssetFingerprints.class);

  private final ObjectReader objects;
  private final ImageReader images;

  /**
   * A reader.
   *
   * @param platform where its clients come from
   */
  public AssetFingerprints(Platform platform) {
    this.objects = new ObjectReader(platform);
    this.images = new ImageReader(platform);
  }

  /**
   * Reads them.
   *
   * @param stack what was captured
   * @param places where may be looked
   * @return by the assets' names
   */
  public SortedMap<String, String> read(StackCapture stack, AssetPlaces places) {
    SortedMap<String, String> fingerprints = new TreeMap<>();
    try {
      for (Asset asset : Assets.of(stack)) {
        if (read(asset, places) instanceof AssetReading.Present present) {
          present.fingerprint().ifPresent(now -> fingerprints.put(asset.name(), now));
        }
      }
    } catch (UnreadableTemplateException unreadable) {
      LOG.info("What " + stack.stackName() + " needs is not told: " + unreadable.getMessage());
    }
    return fingerprints;
  }

  private AssetReading read(Asset asset, AssetPlaces places) {
    try {
      return switch (asset) {
        case Asset.S3Object object when object.versionId().isEmpty() ->
            objects.read(object, places.buckets());
        case Asset.Image image when !image.isPinned() -> images.read(image, places.repositories());
        case Asset.S3Object _, Asset.Image _, Asset.Layer _, Asset.Macro _, Asset.Untold _ ->
            new AssetReading.NotLookedFor("its name says what it holds.");
      };
    } catch (SdkException unavailable) {
      LOG.info("What " + asset.name() + " means was not seen: " + unavailable.getMessage());
      return new AssetReading.Unchecked(unavailable.getMessage());
    }
  }
}
