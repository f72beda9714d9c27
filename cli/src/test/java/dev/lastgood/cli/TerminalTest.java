package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The terminal")
class TerminalTest {
  private static Properties terminals(String columns) {
    Properties properties = new Properties();
    properties.setProperty("lastgood.out.terminal", "true");
    properties.setProperty("lastgood.err.terminal", "true");
    properties.setProperty("lastgood.columns", columns);
    return properties;
  }

  @Test
  @DisplayName("is coloured and drawn over where the launcher saw one")
  void coloured() {
    Terminal terminal = Terminal.ofProcess(terminals("90"), Map.of());
    assertTrue(terminal.colour());
    assertTrue(terminal.redraws());
    assertEquals(90, terminal.columns());
  }

  @Test
  @DisplayName("is not coloured with NO_COLOR, on a dumb one, or where there is none")
  void notColoured() {
    assertFalse(Terminal.ofProcess(terminals("90"), Map.of("NO_COLOR", "1")).colour());
    assertTrue(Terminal.ofProcess(terminals("90"), Map.of("NO_COLOR", "")).colour());
    assertFalse(Terminal.ofProcess(terminals("90"), Map.of("TERM", "dumb")).colour());
    assertFalse(Terminal.ofProcess(terminals("90"), Map.of("TERM", "dumb")).redraws());
    assertFalse(Terminal.ofProcess(new Properties(), Map.of()).colour());
    assertFalse(Terminal.ofProcess(new Properties(), Map.of()).redraws());
  }

  @Test
  @DisplayName("has a person at it where they can both read a question and type an answer")
  void person() {
    Properties properties = terminals("90");
    assertTrue(Terminal.ofProcess(properties, Map.of()).answer("Well? ").isEmpty());
    properties.setProperty("lastgood.in.terminal", "true");
    assertTrue(Terminal.ofProcess(properties, Map.of()).person().isPresent());
    properties.setProperty("lastgood.err.terminal", "false");
    assertTrue(Terminal.ofProcess(properties, Map.of()).person().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"'', 100", "0, 100", "-3, 100", "x, 100", "10, 40", "80, 80", "500, 140"})
  @DisplayName("has a width within reason, whatever is told")
  void columns(String told, int columns) {
    assertEquals(columns, Terminal.ofProcess(terminals(told), Map.of()).columns());
  }
}
