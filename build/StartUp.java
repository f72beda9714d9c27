import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long the packaged functions take to start, against an empty Java handler in the same
 * run on the same machine.
 *
 * <p>Each start is a fresh JVM that runs AWS's own runtime interface client on the unzipped
 * package, as Lambda's managed runtime does; this program plays the service behind it, the Runtime
 * API. Functions and kinds of start take turns, so that what else the machine does falls on all
 * alike.
 *
 * <p>Run it by {@code mvn -q -pl functions -am -Pstart-up process-classes}, which makes the
 * packages first; {@code -Dstart-up="--help"} names the options.
 */
public final class StartUp {
  private static final String HELP =
      """
      Measures the start of each function's package against an empty Java handler's.

        --rounds N        starts of each kind and function, after one that does not count (5)
        --only A,B        functions by their handlers' names, such as act,verify (all)
        --kinds A,B       %s (all)
        --java-options S  options for the measured JVMs besides Lambda's own
        --memory N        the functions' memory in MB; the heap is 85 %% of it (1024)
        --json            one JSON document on standard output, nothing else
      """;

  private StartUp() {}

  public static void main(String[] arguments) throws Exception {
    Options options;
    List<StartUpSubject> subjects;
    try {
      options = Options.parse(arguments);
      if (options.help()) {
        System.out.print(help());
        return;
      }
      Path target = options.functions().resolve("target");
      subjects = StartUpSubject.all(target, options.only(), target.resolve("start-up"));
    } catch (IllegalArgumentException wrong) {
      System.err.println("start-up: " + wrong.getMessage());
      System.err.print(help());
      System.exit(2);
      return;
    }
    Path work = options.functions().resolve("target/start-up");
    Map<StartUpSubject, Map<StartUpKind, List<StartUpRun.Measures>>> measured =
        new LinkedHashMap<>();
    subjects.forEach(subject -> measured.put(subject, new EnumMap<>(StartUpKind.class)));
    try (StartUpRun run = new StartUpRun(work, options)) {
      for (int round = 0; round <= options.rounds(); round++) {
        for (StartUpKind kind : options.kinds()) {
          for (StartUpSubject subject : subjects) {
            progress(options, round, kind, subject);
            StartUpRun.Measures measures = run.start(subject, kind);
            // The first round warms the machine's caches of files, and does not count.
            if (round > 0) {
              measured.get(subject).computeIfAbsent(kind, _ -> new ArrayList<>()).add(measures);
            }
          }
        }
      }
    }
    if (System.console() != null) {
      System.err.print("\r\033[K");
    }
    StartUpReport report = new StartUpReport(options, measured);
    System.out.print(options.json() ? report.json() : report.text());
  }

  private static String help() {
    return HELP.formatted(String.join(",", StartUpKind.names()));
  }

  private static void progress(
      Options options, int round, StartUpKind kind, StartUpSubject subject) {
    String line = "round %d of %d: %s, %s".formatted(round, options.rounds(), kind, subject.name());
    if (System.console() != null) {
      System.err.print("\r\033[K" + line);
    } else if (subject.isEmpty()) {
      System.err.println(line);
    }
  }

  /**
   * What was asked for.
   *
   * @param functions the folder of the functions' module
   * @param rounds how many starts of each kind and function count
   * @param only the functions' names; all where there are none
   * @param kinds the kinds of start
   * @param javaOptions options for the measured JVMs
   * @param memoryMegabytes the functions' memory
   * @param json whether to write JSON
   * @param help whether help is all that is wanted
   */
  record Options(
      Path functions,
      int rounds,
      List<String> only,
      List<StartUpKind> kinds,
      List<String> javaOptions,
      int memoryMegabytes,
      boolean json,
      boolean help) {
    static Options parse(String[] arguments) {
      Path functions = Path.of("functions");
      int rounds = 5;
      List<String> only = List.of();
      List<StartUpKind> kinds = List.of(StartUpKind.values());
      List<String> javaOptions = List.of();
      int memoryMegabytes = 1024;
      boolean json = false;
      boolean help = false;
      for (int index = 0; index < arguments.length; index++) {
        String option = arguments[index];
        switch (option) {
          case "--json" -> json = true;
          case "--help" -> help = true;
          case "--functions", "--rounds", "--only", "--kinds", "--java-options", "--memory" -> {
            if (++index == arguments.length) {
              throw new IllegalArgumentException("The option " + option + " needs a value.");
            }
            String value = arguments[index];
            switch (option) {
              case "--functions" -> functions = Path.of(value);
              case "--rounds" -> rounds = positive(option, value);
              case "--memory" -> memoryMegabytes = positive(option, value);
              case "--only" -> only = List.of(value.split(","));
              case "--kinds" ->
                  kinds = List.of(value.split(",")).stream().map(StartUpKind::named).toList();
              default -> javaOptions = List.of(value.trim().split("\\s+"));
            }
          }
          default -> throw new IllegalArgumentException("There is no option " + option + ".");
        }
      }
      if (!Files.isDirectory(functions.resolve("target/packages"))) {
        throw new IllegalArgumentException(
            "There are no packages in " + functions + "/target/packages: build them first.");
      }
      return new Options(functions, rounds, only, kinds, javaOptions, memoryMegabytes, json, help);
    }

    private static int positive(String option, String value) {
      try {
        int number = Integer.parseInt(value);
        if (number > 0) {
          return number;
        }
      } catch (NumberFormatException refused) {
        // Told below, with what was expected.
      }
      throw new IllegalArgumentException(
          "The option " + option + " needs a whole number above 0, not " + value + ".");
    }
  }
}
