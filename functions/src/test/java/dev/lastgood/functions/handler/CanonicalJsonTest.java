package dev.lastgood.functions.handler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Canonical JSON, by RFC 8785")
class CanonicalJsonTest {
  private static String canonical(String text) {
    return new String(CanonicalJson.bytes(Json.read(text, Object.class)), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("section 3.2.2: numbers, strings and literals come in their one form")
  void primitives() {
    assertEquals(
        "{\"literals\":[null,true,false],"
            + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
        canonical(
            "{\"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],"
                + " \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                + " \"literals\": [null, true, false]}"));
  }

  @Test
  @DisplayName("section 3.2.3: fields are sorted by their UTF-16 code units")
  void sorting() {
    assertEquals(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
            + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        canonical(
            "{\"\\u20ac\": \"Euro Sign\", \"\\r\": \"Carriage Return\","
                + " \"\\ufb33\": \"Hebrew Letter Dalet With Dagesh\", \"1\": \"One\","
                + " \"\\ud83d\\ude00\": \"Emoji: Grinning Face\", \"\\u0080\": \"Control\","
                + " \"\\u00f6\": \"Latin Small Letter O With Diaeresis\"}"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0.0, 0",
    "-0.0, 0",
    "9007199254740992, 9007199254740992",
    "295147905179352830000, 295147905179352830000",
    "1e21, 1e+21",
    "9.999999999999997e22, 9.999999999999997e+22",
    "0.000001, 0.000001",
    "1e-7, 1e-7"
  })
  @DisplayName("appendix B: numbers are written as ECMAScript writes them")
  void numbers(String number, String written) {
    assertEquals("[" + written + "]", canonical("[" + number + "]"));
  }

  @Test
  @DisplayName("the same value gives the same bytes and hash, in whatever order it was made")
  void order() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", List.of(2, 1));
    one.put("a", Map.of("y", 1));
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("a", Map.of("y", 1));
    other.put("b", List.of(2, 1));
    assertArrayEquals(CanonicalJson.bytes(one), CanonicalJson.bytes(other));
    assertEquals(CanonicalJson.sha256(one), CanonicalJson.sha256(other));
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        CanonicalJson.sha256OfText("abc"));
  }
}
