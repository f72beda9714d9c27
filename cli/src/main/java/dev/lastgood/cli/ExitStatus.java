package dev.lastgood.cli;

/** The exit statuses that scripts may rely on, and how the help names them. */
final class ExitStatus {
  static final int AS_WISHED = 0;
  static final int FELL_SHORT = 1;
  static final int REFUSED = 2;

  static final String HEADING = "%nExit status:%n";
  static final String AS_WISHED_HELP = "0:as wished";
  static final String FELL_SHORT_HELP =
      "1:a recovery or check fell short: another outcome than the scenario asks for, or something"
          + " that must always hold did not";
  static final String COMPARED_SHORT_HELP =
      "1:Lastgood left a service neither well in time nor told anybody of it";
  static final String NOT_SUCCEEDED_HELP =
      "1:the execution did not succeed, or a task found no answer";
  static final String REFUSED_HELP =
      "2:bad usage or configuration; the place and what was expected are on standard error";

  static final String UNANSWERED_HELP =
      "2:bad usage or configuration, or AWS could not be asked; the place and what was expected are"
          + " on standard error";

  private ExitStatus() {}
}
