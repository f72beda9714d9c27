package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.Platform;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Looks whether assets are there. Without the right to list a bucket, S3 says of a missing object
 * what it says of a forbidden one: that counts as not seen.
 */
public final class AssetReader {
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final S3Client s3;
  private final LambdaClient lambda;

  /**
   * A reader.
   *
   * @param platform where its clients come from
   */
  public AssetReader(Platform platform) {
    this.s3 = platform.client(S3Client.class);
    this.lambda = platform.client(LambdaClient.class);
  }

  /**
   * Looks.
   *
   * @param assets what is looked for
   * @return what was found of each
   */
  public Map<Asset, AssetReading> read(Collection<Asset> assets) {
    Map<Asset, AssetReading> readings = new LinkedHashMap<>();
    assets.forEach(asset -> readings.computeIfAbsent(asset, this::read));
    return readings;
  }

  private AssetReading read(Asset asset) {
    try {
      return switch (asset) {
        case Asset.S3Object object -> object(object);
        case Asset.Layer layer -> layer(layer);
        case Asset.Image image ->
            new AssetReading.Unchecked(
                image.isPinned()
                    ? "images are not looked for."
                    : "images are not looked for, and a tag can mean another one by now.");
        case Asset.Macro _ ->
            new AssetReading.Unchecked("CloudFormation has no call that tells of a macro.");
        case Asset.Untold _ ->
            new AssetReading.Unchecked("where it is cannot be told from the template.");
      };
    } catch (SdkException unavailable) {
      return new AssetReading.Unchecked(unavailable.getMessage());
    }
  }

  private AssetReading object(Asset.S3Object object) {
    try {
      String tag =
          s3.headObject(
                  HeadObjectRequest.builder()
                      .bucket(object.bucket())
                      .key(object.key())
                      .versionId(object.versionId().orElse(null))
                      .build())
              .eTag();
      return new AssetReading.Present(
          object.versionId().isPresent() ? Optional.empty() : Optional.ofNullable(tag));
    } catch (S3Exception refused) {
      // A version that is a delete marker is "not allowed" to be read.
      if (refused.statusCode() == NOT_FOUND || refused.statusCode() == METHOD_NOT_ALLOWED) {
        return new AssetReading.Gone();
      }
      throw refused;
    }
  }

  private AssetReading layer(Asset.Layer layer) {
    try {
      lambda.getLayerVersionByArn(GetLayerVersionByArnRequest.builder().arn(layer.arn()).build());
      return new AssetReading.Present(Optional.empty());
    } catch (ResourceNotFoundException gone) {
      return new AssetReading.Gone();
    }
  }
}
