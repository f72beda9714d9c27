package dev.lastgood.asl;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The functions that a host gives to expressions: those that Step Functions adds to JSONata, and
 * those of JSONata that would otherwise read the machine's clock or draw from its own chance.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn">JSONata
 *     functions provided by Step Functions</a>
 */
final class EngineFunctions {

  private static final int RANGE_LENGTH_MAX = 1_000_000;

  private final Map<String, Jsonata.JFunction> byName = new LinkedHashMap<>();

  EngineFunctions(Scheduler scheduler, RandomGenerator random) {
    add("now", arguments -> now(scheduler, arguments));
    add("millis", arguments -> scheduler.now().toEpochMilli());
    add("random", arguments -> random(random, arguments));
    add("shuffle", arguments -> shuffle(random, arguments));
    add("uuid", arguments -> Uuids.next(random));
    add("hash", EngineFunctions::hash);
    add("parse", EngineFunctions::parse);
    add("partition", EngineFunctions::partition);
    add("range", EngineFunctions::range);
  }

  /** A function by its name without the dollar sign, or null. */
  Object lookup(String name) {
    return byName.get(name);
  }

  @FunctionalInterface
  private interface Body {
    Object apply(List<?> arguments);
  }

  private void add(String name, Body body) {
    byName.put(
        name, new Jsonata.JFunction((input, arguments) -> body.apply((List<?>) arguments), null));
  }

  private static Object now(Scheduler scheduler, List<?> arguments) {
    if (argument(arguments, 0) == null) {
      return Timestamps.format(scheduler.now());
    }
    return Functions.dateTimeFromMillis(
        scheduler.now().toEpochMilli(),
        text("now", arguments, 0),
        argument(arguments, 1) == null ? null : text("now", arguments, 1));
  }

  /** From 0 up to, but not including, 1; the same seed always gives the same number. */
  private static Object random(RandomGenerator random, List<?> arguments) {
    return argument(arguments, 0) == null
        ? random.nextDouble()
        : new SplittableRandom(Double.doubleToLongBits(number("random", arguments, 0)))
            .nextDouble();
  }

  private static Object shuffle(RandomGenerator random, List<?> arguments) {
    if (argument(arguments, 0) == null) {
      return null;
    }
    List<Object> shuffled =
        argument(arguments, 0) instanceof List<?> list
            ? new ArrayList<>(list)
            : new ArrayList<>(Collections.singletonList(argument(arguments, 0)));
    for (int index = shuffled.size() - 1; index > 0; index--) {
      Collections.swap(shuffled, index, random.nextInt(index + 1));
    }
    return shuffled;
  }

  private static Object hash(List<?> arguments) {
    if (argument(arguments, 0) == null) {
      return null;
    }
    String algorithm = text("hash", arguments, 1);
    if (!List.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512").contains(algorithm)) {
      throw new JException("T0410", -1, 2, "hash");
    }
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm)
              .digest(text("hash", arguments, 0).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object parse(List<?> arguments) {
    if (argument(arguments, 0) == null) {
      return null;
    }
    try {
      return QueryValues.toEngine(Json.read(text("parse", arguments, 0)));
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("$parse: not JSON: " + notJson.getOriginalMessage());
    }
  }

  private static Object partition(List<?> arguments) {
    Object array = argument(arguments, 0);
    if (array == null) {
      return null;
    }
    List<?> elements = array instanceof List<?> list ? list : Collections.singletonList(array);
    int size = (int) Math.floor(number("partition", arguments, 1));
    if (size < 1) {
      throw new IllegalArgumentException("$partition: the size must be positive");
    }
    List<Object> chunks = new ArrayList<>();
    for (int from = 0; from < elements.size(); from += size) {
      int to = (int) Math.min((long) from + size, elements.size());
      chunks.add(new ArrayList<>(elements.subList(from, to)));
    }
    return chunks;
  }

  /** A sequence, as JSONata calls it: with one element only, it is that element. */
  private static Object range(List<?> arguments) {
    double first = number("range", arguments, 0);
    double last = number("range", arguments, 1);
    double step = number("range", arguments, 2);
    if (step == 0) {
      throw new IllegalArgumentException("$range: the step must not be zero");
    }
    double length = Math.floor((last - first) / step) + 1;
    if (length > RANGE_LENGTH_MAX) {
      throw new IllegalArgumentException("$range: more than " + RANGE_LENGTH_MAX + " elements");
    }
    if (length <= 0) {
      return new ArrayList<>();
    }
    List<Object> sequence = Utils.createSequence();
    for (int index = 0; index < length; index++) {
      sequence.add(Utils.convertNumber(first + index * step));
    }
    return sequence;
  }

  private static Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static String text(String function, List<?> arguments, int index) {
    if (argument(arguments, index) instanceof String text) {
      return text;
    }
    throw new JException("T0410", -1, index + 1, function);
  }

  private static double number(String function, List<?> arguments, int index) {
    if (argument(arguments, index) instanceof Number number) {
      return number.doubleValue();
    }
    throw new JException("T0410", -1, index + 1, function);
  }
}
