package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Expressions have the functions of Step Functions, on the host's clock and chance")
final class FunctionsTest {

  private static ExecutionDescription run(long seed, String expression) {
    World world = new World(seed, builder -> builder);
    return world.run(
        World.machineOf(
            "'W': {'Type':'Wait','Seconds':90,'Next':'P'},"
                + "'P': {'Type':'Pass','End':true,'Output':'{% "
                + expression.replace("\"", "\\\"")
                + " %}'}"),
        map("list", List.of(1, 2, 3, 4, 5)));
  }

  private static Object evaluate(String expression) {
    ExecutionDescription end = run(1, expression);
    assertEquals(ExecutionStatus.SUCCEEDED, end.status(), end::toString);
    return end.output();
  }

  @Test
  void timeIsTheSchedulers() {
    assertEquals("2026-03-01T12:01:30.000Z", evaluate("$now()"));
    assertEquals("01/03/2026", evaluate("$now(\"[D01]/[M01]/[Y0001]\")"));
    assertEquals(World.START.plusSeconds(90).toEpochMilli(), evaluate("$millis()"));
  }

  @Test
  void chanceIsTheHosts() {
    for (String expression : List.of("$random()", "$uuid()", "$shuffle($states.input.list)")) {
      assertEquals(run(7, expression).output(), run(7, expression).output());
      assertNotEquals(run(7, expression).output(), run(8, expression).output(), expression);
    }
  }

  @Test
  void randomIsAtLeastZeroAndBelowOne() {
    for (long seed = 0; seed < 50; seed++) {
      double drawn = ((Number) run(seed, "$random()").output()).doubleValue();
      assertTrue(drawn >= 0 && drawn < 1);
    }
  }

  @Test
  void randomWithASeedDoesNotDependOnTheHost() {
    assertEquals(run(1, "$random(42)").output(), run(2, "$random(42)").output());
    assertNotEquals(run(1, "$random(42)").output(), run(1, "$random(43)").output());
  }

  @Test
  void shuffleKeepsTheElements() {
    List<Object> shuffled = new ArrayList<>((List<?>) evaluate("$shuffle($states.input.list)"));
    shuffled.sort(Comparator.comparing(element -> (Integer) element));
    assertEquals(List.of(1, 2, 3, 4, 5), shuffled);
  }

  @Test
  void uuidIsOfVersionFour() {
    assertTrue(
        ((String) evaluate("$uuid()"))
            .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  }

  @ParameterizedTest
  @CsvSource({
    "MD5,900150983cd24fb0d6963f7d28e17f72",
    "SHA-1,a9993e364706816aba3e25717850c26c9cd0d89d",
    "SHA-256,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  })
  void hashKnowsTheAlgorithms(String algorithm, String digest) {
    assertEquals(digest, evaluate("$hash(\"abc\", \"" + algorithm + "\")"));
  }

  @Test
  void hashRefusesOtherAlgorithms() {
    assertEquals(
        Optional.of("States.QueryEvaluationError"), run(1, "$hash(\"abc\", \"CRC32\")").error());
  }

  @Test
  void parseReadsJson() {
    assertEquals(Map.of("a", List.of(1, true)), evaluate("$parse($string({\"a\": [1, true]}))"));
    assertEquals(Optional.of("States.QueryEvaluationError"), run(1, "$parse(\"{\")").error());
  }

  @Test
  void partitionCutsIntoChunks() {
    assertEquals(
        List.of(List.of(1, 2), List.of(3, 4), List.of(5)),
        evaluate("$partition($states.input.list, 2)"));
    assertEquals(List.of(List.of(1, 2, 3, 4, 5)), evaluate("$partition($states.input.list, 9)"));
    assertEquals(List.of(), evaluate("$partition([], 2)"));
    assertFalse(run(1, "$partition($states.input.list, 0)").error().isEmpty());
  }

  @Test
  void rangeCountsByItsStep() {
    assertEquals(List.of(1, 4, 7, 10), evaluate("$range(1, 10, 3)"));
    assertEquals(List.of(3, 2, 1), evaluate("$range(3, 1, -1)"));
    assertEquals(List.of(), evaluate("$range(3, 1, 1)"));
    assertEquals(5, evaluate("$range(5, 6, 9)"), "one element is that element");
    assertFalse(run(1, "$range(1, 2, 0)").error().isEmpty());
  }

  @Test
  void evalIsNotOffered() {
    assertEquals(Optional.of("States.QueryEvaluationError"), run(1, "$eval(\"1\")").error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"$hash($states.input.gone, \"MD5\")", "$parse($states.input.gone)"})
  void nothingInGivesNothingOut(String expression) {
    assertTrue(run(1, expression).cause().orElseThrow().contains("returned nothing (undefined)"));
  }
}
