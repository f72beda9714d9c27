package dev.lastgood.simulator.lambda;

import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.Platform;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Function;

/** Finds a handler by the name of its class, as a template names it. */
final class HandlerClass {
  private HandlerClass() {}

  /** A factory for handlers of a class; refuses at once what could not be built later. */
  static Function<Platform, JsonHandler<?, ?>> named(String className) {
    Constructor<? extends JsonHandler<?, ?>> constructor;
    try {
      Class<? extends JsonHandler<?, ?>> type = handlerClass(className);
      // What Lambda itself calls.
      type.getConstructor();
      constructor = type.getConstructor(Platform.class);
    } catch (ClassNotFoundException missing) {
      throw new IllegalArgumentException("There is no handler class " + className + ".", missing);
    } catch (NoSuchMethodException missing) {
      throw new IllegalArgumentException(
          "The handler class "
              + className
              + " lacks a public constructor without parameters, or one that takes a "
              + Platform.class.getName()
              + ".",
          missing);
    }
    return platform -> build(constructor, platform);
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends JsonHandler<?, ?>> handlerClass(String className)
      throws ClassNotFoundException {
    Class<?> type = Class.forName(className);
    if (!JsonHandler.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          "The handler class " + className + " is no " + JsonHandler.class.getName() + ".");
    }
    return (Class<? extends JsonHandler<?, ?>>) type;
  }

  private static JsonHandler<?, ?> build(
      Constructor<? extends JsonHandler<?, ?>> constructor, Platform platform) {
    try {
      return constructor.newInstance(platform);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(
          "The handler " + constructor.getDeclaringClass().getName() + " cannot be built.",
          thrown.getCause());
    } catch (ReflectiveOperationException refused) {
      throw new IllegalArgumentException(
          "The handler " + constructor.getDeclaringClass().getName() + " cannot be built.",
          refused);
    }
  }
}
