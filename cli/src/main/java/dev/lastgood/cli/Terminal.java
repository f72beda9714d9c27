package dev.lastgood.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the tool writes, and what it may write there.
 *
 * @param out standard output: results alone
 * @param err standard error: progress, warnings and refusals
 * @param columns how wide a line may be
 * @param colour whether {@code out} may be coloured
 * @param redraws whether a line on {@code err} may be drawn over
 * @param person where a person answers what is asked on {@code err}; empty where nobody sits there
 */
record Terminal(
    PrintWriter out,
    PrintWriter err,
    int columns,
    boolean colour,
    boolean redraws,
    Optional<BufferedReader> person) {
  private static final int COLUMNS_WITHOUT_TERMINAL = 100;
  private static final int COLUMNS_MIN = 40;
  private static final int COLUMNS_MAX = 140;

  /**
   * The process's own. Java cannot tell whether standard output or standard error alone is a
   * terminal, so the launcher says so in properties; without it neither is taken for one.
   */
  static Terminal ofProcess(Properties properties, Map<String, String> environment) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty() && !dumb;
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        columns(properties.getProperty("lastgood.columns", "")),
        coloured && Boolean.parseBoolean(properties.getProperty("lastgood.out.terminal")),
        !dumb && Boolean.parseBoolean(properties.getProperty("lastgood.err.terminal")),
        Boolean.parseBoolean(properties.getProperty("lastgood.in.terminal"))
                && Boolean.parseBoolean(properties.getProperty("lastgood.err.terminal"))
            ? Optional.of(reader(FileDescriptor.in))
            : Optional.empty());
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  private static BufferedReader reader(FileDescriptor descriptor) {
    return new BufferedReader(
        new InputStreamReader(new FileInputStream(descriptor), StandardCharsets.UTF_8));
  }

  private static int columns(String told) {
    if (!told.matches("[1-9][0-9]{0,4}")) {
      return COLUMNS_WITHOUT_TERMINAL;
    }
    return Math.clamp(Integer.parseInt(told), COLUMNS_MIN, COLUMNS_MAX);
  }

  /**
   * Asks a person.
   *
   * @param question what to ask, on {@code err}, where the answer is awaited on the same line
   * @return what they answered, {@code ""} where they ended the input instead; empty where nobody
   *     can be asked
   */
  Optional<String> answer(String question) {
    return person.map(
        reader -> {
          err.print(question);
          err.flush();
          try {
            return Objects.requireNonNullElse(reader.readLine(), "");
          } catch (IOException gone) {
            return "";
          }
        });
  }

  /** The text in a style, where colours are allowed. */
  String styled(Style style, String text) {
    return colour ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  /** The few styles there are. */
  enum Style {
    BOLD("1"),
    DIM("2"),
    GOOD("1;32"),
    BAD("1;31");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }
}
