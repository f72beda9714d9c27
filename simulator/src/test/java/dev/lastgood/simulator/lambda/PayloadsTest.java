package dev.lastgood.simulator.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A payload")
class PayloadsTest {
  private record Everything(
      long number,
      short small,
      float single,
      double fraction,
      BigDecimal decimal,
      BigInteger whole,
      byte[] bytes,
      Optional<String> text,
      OptionalInt maybe,
      Instant instant,
      Duration duration,
      Thread.State state,
      List<Object> list,
      Map<String, Object> map) {}

  @Test
  @DisplayName("is the same value whether it passed through text or was converted in memory")
  void sameEitherWay() {
    SplittableRandom chance = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      Everything value = everything(chance);
      assertEquals(payload(value, true), payload(value, false));
    }
  }

  private static Object payload(Object value, boolean throughText) {
    return assertInstanceOf(InvocationResult.Succeeded.class, Payloads.output(value, throughText))
        .payload();
  }

  private static Everything everything(SplittableRandom chance) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", chance.nextLong());
    map.put("a", chance.nextInt());
    map.put("none", null);
    byte[] bytes = new byte[5];
    chance.nextBytes(bytes);
    return new Everything(
        chance.nextBoolean() ? chance.nextLong() : chance.nextInt(),
        (short) chance.nextInt(),
        (float) chance.nextDouble(),
        chance.nextBoolean() ? chance.nextDouble() : chance.nextInt(100),
        new BigDecimal(chance.nextInt()).movePointLeft(chance.nextInt(4)),
        BigInteger.valueOf(chance.nextLong()).multiply(BigInteger.valueOf(chance.nextInt(1, 9))),
        bytes,
        chance.nextBoolean() ? Optional.of("text \u00e9 \"quoted\"") : Optional.empty(),
        chance.nextBoolean() ? OptionalInt.of(chance.nextInt()) : OptionalInt.empty(),
        Instant.ofEpochMilli(chance.nextLong(2_000_000_000_000L)),
        Duration.ofMillis(chance.nextInt(100_000)),
        Thread.State.values()[chance.nextInt(6)],
        Arrays.asList(1L, null, List.of(2.5f), Map.of()),
        map);
  }
}
