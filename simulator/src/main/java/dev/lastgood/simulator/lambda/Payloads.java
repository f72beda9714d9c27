package dev.lastgood.simulator.lambda;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.MalformedEventException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Passes payloads to a function and back, through JSON text or by conversion in memory. */
final class Payloads {
  /** The most bytes of a synchronous invocation's payload or answer. */
  static final int SYNCHRONOUS_BYTES_MAX = 6 * 1024 * 1024;

  /** The most bytes of an asynchronous invocation's payload. */
  static final int ASYNCHRONOUS_BYTES_MAX = 1024 * 1024;

  private Payloads() {}

  /**
   * Reads a function's input as its handler would.
   *
   * @throws MalformedEventException where it is not what the handler takes
   */
  static <I> I input(JsonHandler<I, ?> handler, Object payload, boolean throughText) {
    Class<I> type = handler.inputType();
    I input = throughText ? Json.read(Json.write(payload), type) : Json.convert(payload, type);
    if (input == null) {
      throw new MalformedEventException("Expected " + type.getSimpleName() + ", found null.");
    }
    return input;
  }

  /** A function's answer as JSON values, the same in both ways. */
  static InvocationResult output(Object answer, boolean throughText) {
    if (!throughText) {
      return new InvocationResult.Succeeded(asParsed(Json.convert(answer, Object.class)));
    }
    String text = Json.write(answer);
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > SYNCHRONOUS_BYTES_MAX) {
      return new InvocationResult.Failed(
          "Function.ResponseSizeTooLarge",
          "Response payload size exceeded maximum allowed payload size ("
              + SYNCHRONOUS_BYTES_MAX
              + " bytes).");
    }
    return new InvocationResult.Succeeded(Json.read(text, Object.class));
  }

  /**
   * Conversion keeps Java's number types and byte arrays where text would not; whoever compares two
   * answers must not see which way they came. Changes the containers, which conversion has made.
   */
  @SuppressWarnings("unchecked")
  private static Object asParsed(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        ((Map<String, Object>) map).replaceAll((name, member) -> asParsed(member));
        yield map;
      }
      case List<?> list -> {
        ((List<Object>) list).replaceAll(Payloads::asParsed);
        yield list;
      }
      case Long number when number.intValue() == number -> number.intValue();
      case Short number -> number.intValue();
      case Byte number -> number.intValue();
      case Float number -> Double.parseDouble(number.toString());
      case BigDecimal number when number.scale() <= 0 -> asParsed(number.toBigIntegerExact());
      case BigDecimal number -> number.doubleValue();
      case BigInteger number when number.bitLength() < Long.SIZE -> asParsed(number.longValue());
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case null -> null;
      default -> value;
    };
  }
}
