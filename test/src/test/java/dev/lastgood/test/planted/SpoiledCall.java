package dev.lastgood.test.planted;

import dev.lastgood.functions.handler.Platform;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Which calls are made by mistake, and how.
 *
 * @param request the request's class
 * @param call how it is made
 * @param <I> the request
 */
record SpoiledCall<I extends SdkRequest>(Class<I> request, Spoil.Call<I> call) {
  SdkResponse made(SdkRequest asked, Spoil.Right<I> right, Platform platform) {
    return call.made(request.cast(asked), right, platform);
  }
}
