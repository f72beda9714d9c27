package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.Platform;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Looks whether versions of Lambda layers are there. Of a layer of another account that does not
 * share it any more, Lambda says that it is forbidden: that counts as not seen.
 */
final class LayerReader {
  private static final Pattern VERSION =
      Pattern.compile(
          "(?<layer>arn:[^:]+:lambda:[^:]+:(?<account>\\d{12}):layer:(?<name>[^:]+)):\\d+");

  private final LambdaClient lambda;
  private final String account;

  LayerReader(Platform platform) {
    this.lambda = platform.client(LambdaClient.class);
    this.account = platform.configuration().account();
  }

  /**
   * Looks for one version.
   *
   * @param layer which one
   * @param layers those that may be looked for, by their names or ARNs
   * @return what was found
   * @throws software.amazon.awssdk.core.exception.SdkException where Lambda does not say
   */
  AssetReading read(Asset.Layer layer, List<String> layers) {
    Matcher version = VERSION.matcher(layer.arn());
    if (!version.matches()) {
      return new AssetReading.NotLookedFor("it is not the ARN of a layer's version.");
    }
    boolean named =
        layers.contains(version.group("layer"))
            || version.group("account").equals(account) && layers.contains(version.group("name"));
    if (!named) {
      return new AssetReading.NotLookedFor(
          "the layer " + version.group("name") + " is none of assetLayers.");
    }
    try {
      lambda.getLayerVersionByArn(GetLayerVersionByArnRequest.builder().arn(layer.arn()).build());
      return new AssetReading.Present(Optional.empty());
    } catch (ResourceNotFoundException gone) {
      return new AssetReading.Gone();
    }
  }
}
