package dev.lastgood.test.planted;

import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.Platform;

/** A handler around another. */
final class SpoiledHandler<I, O> extends JsonHandler<I, O> {
  private final JsonHandler<I, O> right;
  private final Spoil.Around<I, O> around;
  private final Platform platform;

  SpoiledHandler(JsonHandler<I, O> right, Spoil.Around<I, O> around, Platform platform) {
    super(right.inputType());
    this.right = right;
    this.around = around;
    this.platform = platform;
  }

  @Override
  public O handle(I input, Invocation invocation) {
    return around.handled(input, invocation, right::handle, platform);
  }
}
