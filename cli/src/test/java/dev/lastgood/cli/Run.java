package dev.lastgood.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

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
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), columns, colour, colour);
    int status = Main.run(terminal, arguments);
    terminal.out().flush();
    terminal.err().flush();
    return new Run(status, out.toString(), err.toString());
  }
}
