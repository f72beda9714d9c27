import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, as a table for people or as JSON. */
final class StartUpReport {
  private final StartUp.Options options;
  private final Map<StartUpSubject, Map<StartUpKind, List<StartUpRun.Measures>>> measured;

  StartUpReport(
      StartUp.Options options,
      Map<StartUpSubject, Map<StartUpKind, List<StartUpRun.Measures>>> measured) {
    this.options = options;
    this.measured = measured;
  }

  /** The least, the middle and the most of some values. */
  private record Spread(double min, double median, double max) {
    static Spread of(
        List<StartUpRun.Measures> measures, ToDoubleFunction<StartUpRun.Measures> value) {
      double[] sorted = measures.stream().mapToDouble(value).sorted().toArray();
      int middle = sorted.length / 2;
      double median =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
  }

  private Spread spread(
      StartUpSubject subject, StartUpKind kind, ToDoubleFunction<StartUpRun.Measures> value) {
    return Spread.of(measured.get(subject).get(kind), value);
  }

  private StartUpSubject empty() {
    return measured.keySet().stream().filter(StartUpSubject::isEmpty).findFirst().orElseThrow();
  }

  private double ratio(
      StartUpSubject subject, StartUpKind kind, ToDoubleFunction<StartUpRun.Measures> value) {
    return spread(subject, kind, value).median() / spread(empty(), kind, value).median();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (StartUpKind kind : options.kinds()) {
      text.append("%s, %d rounds%n".formatted(kind, options.rounds()));
      text.append(
          "  %-9s %9s %9s %9s %7s %9s %7s %9s %8s%n"
              .formatted(
                  "", "min ms", "median", "max", "ratio", "CPU ms", "ratio", "init ms", "RSS MB"));
      for (StartUpSubject subject : measured.keySet()) {
        Spread time = spread(subject, kind, StartUpRun.Measures::milliseconds);
        text.append(
            "  %-9s %9.1f %9.1f %9.1f %7.2f %9.1f %7.2f %9.0f %8.0f%n"
                .formatted(
                    subject.name(),
                    time.min(),
                    time.median(),
                    time.max(),
                    ratio(subject, kind, StartUpRun.Measures::milliseconds),
                    spread(subject, kind, StartUpRun.Measures::cpuMilliseconds).median(),
                    ratio(subject, kind, StartUpRun.Measures::cpuMilliseconds),
                    spread(subject, kind, StartUpRun.Measures::initMilliseconds).median(),
                    spread(subject, kind, StartUpRun.Measures::residentMegabytes).max()));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  String json() {
    StringBuilder json = new StringBuilder();
    json.append(
        "{\"java\":\"%s\",\"rounds\":%d,\"memoryMegabytes\":%d,\"starts\":["
            .formatted(Runtime.version(), options.rounds(), options.memoryMegabytes()));
    String separator = "";
    for (StartUpKind kind : options.kinds()) {
      for (StartUpSubject subject : measured.keySet()) {
        Spread time = spread(subject, kind, StartUpRun.Measures::milliseconds);
        json.append(separator)
            .append(
                String.format(
                    Locale.ROOT,
                    "{\"kind\":\"%s\",\"function\":\"%s\",\"packageBytes\":%d,"
                        + "\"milliseconds\":{\"min\":%.1f,\"median\":%.1f,\"max\":%.1f},"
                        + "\"ratio\":%.2f,\"cpuMilliseconds\":%.1f,\"cpuRatio\":%.2f,"
                        + "\"initMilliseconds\":%.1f,"
                        + "\"residentMegabytes\":%.0f}",
                    kind,
                    subject.name(),
                    subject.packageBytes(),
                    time.min(),
                    time.median(),
                    time.max(),
                    ratio(subject, kind, StartUpRun.Measures::milliseconds),
                    spread(subject, kind, StartUpRun.Measures::cpuMilliseconds).median(),
                    ratio(subject, kind, StartUpRun.Measures::cpuMilliseconds),
                    spread(subject, kind, StartUpRun.Measures::initMilliseconds).median(),
                    spread(subject, kind, StartUpRun.Measures::residentMegabytes).max()));
        separator = ",";
      }
    }
    return json.append("]}").append(System.lineSeparator()).toString();
  }
}
