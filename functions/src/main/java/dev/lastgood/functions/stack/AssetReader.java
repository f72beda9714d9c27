package dev.lastgood.functions.stack;

import dev.lastgood.functions.config.AssetPlaces;
import dev.lastgood.functions.handler.Platform;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks whether assets are there, where it may look. */
public final class AssetReader {
  private final ObjectReader objects;
  private final ImageReader images;
  private final LayerReader layers;
  private final MacroReader macros;

  /**
   * A reader.
   *
   * @param platform where its clients come from
   */
  public AssetReader(Platform platform) {
    this.objects = new ObjectReader(platform);
    this.images = new ImageReader(platform);
    this.layers = new LayerReader(platform);
    this.macros = new MacroReader(platform);
  }

  /**
   * Looks.
   *
   * @param assets what is looked for
   * @param places where may be looked
   * @return what was found of each
   */
  public Map<Asset, AssetReading> read(Collection<Asset> assets, AssetPlaces places) {
    Map<Asset, AssetReading> readings = new LinkedHashMap<>();
    assets.forEach(asset -> readings.computeIfAbsent(asset, one -> read(one, places)));
    return readings;
  }

  private AssetReading read(Asset asset, AssetPlaces places) {
    try {
      return switch (asset) {
        case Asset.S3Object object -> objects.read(object, places.buckets());
        case Asset.Image image -> images.read(image, places.repositories());
        case Asset.Layer layer -> layers.read(layer, places.layers());
        case Asset.Macro macro -> macros.read(macro, places.macros());
        case Asset.Untold _ ->
            new AssetReading.NotLookedFor("where it is cannot be told from the template.");
      };
    } catch (SdkException unavailable) {
      return new AssetReading.Unchecked(unavailable.getMessage());
    }
  }
}
