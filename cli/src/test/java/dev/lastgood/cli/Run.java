package dev.lastgood.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Optional;

/**
 * One run of the tool in a test.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Run(int status, String out, String err) {
  static Run of(String... arguments) {
    return of(100, false, arguments);
  }

  static Run of(int columns, boolean colour, String... arguments) {
    return of(columns, colour, new NoAws(), Optional.empty(), arguments);
  }

  /** A run that asks AWS, with nobody at the terminal. */
  static Run of(Aws aws, String... arguments) {
    return of(100, false, aws, Optional.empty(), arguments);
  }

  /** A run at whose terminal somebody types. */
  static Run answered(Aws aws, String typed, String... arguments) {
    return of(100, false, aws, Optional.of(typed), arguments);
  }

  private static Run of(
      int columns, boolean colour, Aws aws, Optional<String> typed, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            columns,
            colour,
            colour,
            typed.map(text -> new BufferedReader(new StringReader(text))));
    int status = Main.run(terminal, aws, arguments);
    terminal.out().flush();
    terminal.err().flush();
    return new Run(status, out.toString(), err.toString());
  }
}
