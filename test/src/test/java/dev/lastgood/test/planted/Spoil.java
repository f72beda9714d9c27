package dev.lastgood.test.planted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.test.installation.Mutated;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** The ways in which mistakes are planted without touching the code that has none. */
final class Spoil {
  private Spoil() {}

  /**
   * A call as a function makes it by mistake.
   *
   * @param <I> the request
   */
  @FunctionalInterface
  interface Call<I extends SdkRequest> {
    /**
     * Makes it.
     *
     * @param request what the function asks for
     * @param right the client without the mistake
     * @param platform where the function runs
     * @return what the function takes for the answer
     */
    SdkResponse made(I request, Right<I> right, Platform platform);
  }

  /**
   * The client without the mistake.
   *
   * @param <I> the request
   */
  @FunctionalInterface
  interface Right<I extends SdkRequest> {
    SdkResponse call(I request);
  }

  /**
   * What a handler does by mistake.
   *
   * @param <I> its input
   * @param <O> its output
   */
  @FunctionalInterface
  interface Around<I, O> {
    O handled(I input, Invocation invocation, BiFunction<I, Invocation, O> right, Platform where);
  }

  /** A mistake in what functions ask of AWS, or in what they make of the answer. */
  static <I extends SdkRequest> Planting call(
      Class<I> request, Call<I> call, Class<?>... functions) {
    return (right, _) ->
        code(
            right,
            List.of(functions),
            platform ->
                new SpoiledPlatform(
                    platform,
                    platform.configuration(),
                    Optional.of(new SpoiledCall<>(request, call))));
  }

  /** A mistake in what functions ask for. */
  static <I extends SdkRequest> Planting request(
      Class<I> type, UnaryOperator<I> changed, Class<?>... functions) {
    return call(type, (request, right, _) -> right.call(changed.apply(request)), functions);
  }

  /** A mistake in what functions make of an answer. */
  static <I extends SdkRequest, O extends SdkResponse> Planting answer(
      Class<I> type, Class<O> answer, UnaryOperator<O> changed, Class<?>... functions) {
    return call(
        type, (request, right, _) -> changed.apply(answer.cast(right.call(request))), functions);
  }

  /** Functions that take the configuration for another than it is. */
  static Planting configuration(UnaryOperator<Configuration> changed, Class<?>... functions) {
    return (right, _) ->
        code(
            right,
            List.of(functions),
            platform ->
                new SpoiledPlatform(
                    platform, changed.apply(platform.configuration()), Optional.empty()));
  }

  /** A mistake in how a function treats its input or output. */
  static <I, O> Planting handler(Class<? extends JsonHandler<I, O>> function, Around<I, O> around) {
    return (right, _) ->
        right.withCode(
            (handlerClass, code) ->
                handlerClass.equals(function.getName())
                    ? platform -> spoiled(code.apply(platform), around, platform)
                    : code);
  }

  @SuppressWarnings("unchecked")
  private static <I, O> JsonHandler<I, O> spoiled(
      JsonHandler<?, ?> right, Around<I, O> around, Platform platform) {
    return new SpoiledHandler<>((JsonHandler<I, O>) right, around, platform);
  }

  /** A mistake in the template, given its resources. */
  static Planting template(Consumer<ObjectNode> mistake) {
    return (_, folder) -> Mutated.installation(folder, mistake);
  }

  /** A mistake in a state machine, given its states. */
  static Planting machine(String name, Consumer<ObjectNode> mistake) {
    return template(
        resources -> {
          ObjectNode properties =
              Mutated.properties(
                  resources,
                  "AWS::StepFunctions::StateMachine",
                  "StateMachineName",
                  "lastgood-production-" + name);
          ObjectNode definition =
              Json.read(properties.get("DefinitionString").asText(), ObjectNode.class);
          mistake.accept((ObjectNode) definition.get("States"));
          properties.put("DefinitionString", Json.write(definition));
        });
  }

  private static Installation code(
      Installation right, List<Class<?>> functions, UnaryOperator<Platform> spoiled) {
    List<String> names = functions.stream().map(Class::getName).toList();
    return right.withCode(
        (handlerClass, code) ->
            names.contains(handlerClass) ? platform -> code.apply(spoiled.apply(platform)) : code);
  }
}
