package dev.lastgood.test.deadline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.handler.CallLimits;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.test.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/deadline.md} shows is computed from the synthesised template, and counted in
 * rehearsals of it. To write it anew: {@code -Dtest=DeadlineDocumentTest -Ddocuments=write}.
 */
@DisplayName("The page about the deadline")
class DeadlineDocumentTest {
  private static final Path PAGE = Path.of("..", "docs", "deadline.md");
  private static final int REHEARSALS = 300;

  private final Deployed deployed = new Deployed(Built.PRODUCTION);
  private final Bounds bounds = new Bounds(deployed);

  private static void shows(String name, String expected) throws IOException {
    String begin = "<!-- " + name + ", computed by a test -->\n\n";
    String page = Files.readString(PAGE);
    assertTrue(page.contains(begin), "The page has no place for: " + name);
    int from = page.indexOf(begin) + begin.length();
    int end = page.indexOf("\n\n", from);
    int to = end < 0 ? page.length() : end + 1;
    if ("write".equals(System.getProperty("documents"))) {
      Files.writeString(PAGE, page.substring(0, from) + expected + page.substring(to));
    } else {
      assertEquals(expected, page.substring(from, to));
    }
  }

  private static String row(Object... cells) {
    return "| " + String.join(" | ", Stream.of(cells).map(Object::toString).toList()) + " |\n";
  }

  /** A sum whose last row is its result. */
  private static String sum(String what, int result, Object... labelsAndSeconds) {
    StringBuilder table = new StringBuilder("| what | seconds |\n|---|---|\n");
    int total = 0;
    for (int index = 0; index < labelsAndSeconds.length; index += 2) {
      int seconds = (Integer) labelsAndSeconds[index + 1];
      table.append(row(labelsAndSeconds[index], seconds));
      total += seconds;
    }
    assertEquals(result, total, what);
    return table.append(row("**" + what + "**", "**" + result + "**")).toString();
  }

  @Test
  @DisplayName("adds up what it takes until an incident is open and its execution begun")
  void begun() throws IOException {
    int retries = deployed.events(DetectHandler.class).integer("MaximumRetryAttempts", 2);
    int detect = deployed.timeoutSeconds(DetectHandler.class);
    shows(
        "the event is lost",
        sum(
            "open and begun by the sweep",
            bounds.bySweep(),
            "the sweep looked just before the alarm went off; it looks again after",
            deployed.sweepEverySeconds(),
            "it finds the alarm last of all, at the end of its timeout",
            deployed.timeoutSeconds(SweepHandler.class)));
    shows(
        "the event is handled badly",
        sum(
            "open and begun by Lambda's last attempt",
            bounds.byEvent(),
            "attempts of the detect function, " + (1 + retries) + " of " + detect + " s",
            (1 + retries) * detect,
            "Lambda's waits between them",
            bounds.byEvent() - (1 + retries) * detect));
  }

  @Test
  @DisplayName("adds up each step of the recovery")
  void steps() throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | step | function | its timeout | the task's | attempts | back-offs together | at worst |
            |---|---|---|---|---|---|---|
            """);
    for (Step step : deployed.recoverySteps()) {
      boolean bounded = step.timeout().isPresent();
      table.append(
          row(
              step.name(),
              "`" + deployed.shortName(step).orElseThrow() + "`",
              deployed.functionSeconds(step).orElseThrow() + " s",
              bounded ? step.timeoutSeconds() + " s" : "what the plan leaves",
              step.attemptsMax(),
              step.backOffSeconds() + " s",
              bounded ? step.worstSeconds() + " s" : "–"));
    }
    shows("steps", table.toString());
    Object[] parts =
        Stream.concat(
                Stream.<Object>of("until the execution has begun", bounds.begun()),
                Bounds.PATH.stream()
                    .flatMap(name -> Stream.<Object>of(name, deployed.step(name).timeoutSeconds())))
            .toArray();
    shows(
        "first attempts",
        sum(
            "the orchestrator's own, every first attempt using all its time",
            bounds.begun() + bounds.firstAttempts(),
            parts));
  }

  @Test
  @DisplayName("adds up the end, from the cut to the outcome")
  void end() throws IOException {
    Step stop = deployed.step("Stop");
    Step close = deployed.step("Close");
    int inTime = bounds.closingsInTime();
    shows(
        "end",
        sum(
            "outcome, after the deadline",
            bounds.pastDeadline(inTime),
            "the recovery is cut off, before the deadline",
            -deployed.keptBackSeconds(),
            "`Stop`: %d attempts of %d s, and the back-off"
                .formatted(stop.attemptsMax(), stop.timeoutSeconds()),
            stop.worstSeconds(),
            "what still runs is waited out",
            deployed.waitSeconds(),
            "`Close`: %d attempts of %d s, and the back-off"
                .formatted(inTime, close.timeoutSeconds()),
            close.worstSeconds(inTime)));
    StringBuilder table =
        new StringBuilder("| closed by attempt | after the deadline, at worst | holds |\n");
    table.append("|---|---|---|\n");
    for (int attempt = 1; attempt <= close.attemptsMax(); attempt++) {
      int past = bounds.pastDeadline(attempt);
      table.append(row(attempt, past + " s", past <= Bounds.GRACE ? "yes" : "no"));
    }
    shows("closings", table.toString());
  }

  @Test
  @DisplayName("adds up what the sweep needs for what lost its execution")
  void lost() throws IOException {
    shows(
        "lost",
        sum(
            "outcome, after the execution was lost",
            bounds.lost(),
            "a sweep looked just before; the next comes after",
            deployed.sweepEverySeconds(),
            "it starts another execution at the end of its timeout",
            deployed.timeoutSeconds(SweepHandler.class),
            "that stops what the lost one had started: `Stop`, as above",
            deployed.step("Stop").worstSeconds(),
            "and waits until nothing of it runs",
            deployed.waitSeconds(),
            "`Close`: an attempt that succeeds",
            deployed.step("Close").timeoutSeconds()));
    shows(
        "outage",
        sum(
            "outcome, after the ledger can be written again",
            bounds.afterOutage(),
            "an attempt to close that began before",
            deployed.step("Close").timeoutSeconds(),
            "the longest back-off",
            bounds.afterOutage() - 2 * deployed.step("Close").timeoutSeconds(),
            "an attempt that succeeds",
            deployed.step("Close").timeoutSeconds()));
  }

  @Test
  @DisplayName("lists the figures that are added up")
  void figures() throws IOException {
    Properties delivery = deployed.delivery();
    StringBuilder table = new StringBuilder("| figure | value |\n|---|---|\n");
    table.append(row("a call to AWS, each attempt", CallLimits.ATTEMPT.toSeconds() + " s"));
    table.append(row("a call to AWS with its retries", CallLimits.CALL.toSeconds() + " s"));
    table.append(
        row(
            "EventBridge hands an alarm's event over",
            "%d retries within %d s"
                .formatted(
                    delivery.integer("MaximumRetryAttempts", 185),
                    delivery.integer("MaximumEventAgeInSeconds", 86_400))));
    Properties events = deployed.events(DetectHandler.class);
    table.append(
        row(
            "Lambda keeps it for the detect function",
            "%d retries within %d s"
                .formatted(
                    events.integer("MaximumRetryAttempts", 2),
                    events.integer("MaximumEventAgeInSeconds", 21_600))));
    table.append(row("the sweep is started every", deployed.sweepEverySeconds() + " s"));
    table.append(row("… and runs for at most", deployed.timeoutSeconds(SweepHandler.class) + " s"));
    table.append(row("a recovery is begun with more than", deployed.enoughSeconds() + " s left"));
    table.append(row("… and cut off with", deployed.keptBackSeconds() + " s left"));
    table.append(
        row(
            "the close function runs for at most",
            deployed.timeoutSeconds(CloseHandler.class) + " s"));
    table.append(
        row("a function that changes a target runs for at most", bounds.changing() + " s"));
    shows("figures", table.toString());
  }

  @Test
  @DisplayName("shows what simulated incidents took beside the bounds")
  void simulated() throws IOException {
    Distribution none = Distribution.of(REHEARSALS, FaultSettings.NONE);
    Distribution hostile = Distribution.of(REHEARSALS, FaultSettings.HOSTILE);
    String table =
        "| seconds, simulated | faults | incidents | p50 | p95 | p99 | max | bound |\n"
            + "|---|---|---|---|---|---|---|---|\n"
            + rows("alarm to open", none.opened(), hostile.opened(), bounds.begun())
            + rows("open to begun", none.begun(), hostile.begun(), bounds.bySweep())
            + rows(
                "the orchestrator's own share",
                none.own(),
                hostile.own(),
                bounds.begun() + bounds.firstAttempts())
            + rows(
                "the recovery's end to the outcome",
                none.ended(),
                hostile.ended(),
                bounds.ended(bounds.closingsInTime()))
            + rows("deadline to outcome", none.pastDeadline(), hostile.pastDeadline(), Bounds.GRACE)
            + rows(
                "the execution's loss to the outcome",
                none.lost(),
                hostile.lost(),
                Bounds.ORPHAN_GRACE);
    shows("simulated", table);
  }

  private static String rows(String what, List<Double> none, List<Double> hostile, int bound) {
    return distributed(what, "none", none, bound) + distributed("", "hostile", hostile, bound);
  }

  private static String distributed(String what, String faults, List<Double> values, int bound) {
    if (values.isEmpty()) {
      return row(what, faults, 0, "–", "–", "–", "–", bound);
    }
    List<Double> sorted = values.stream().sorted().toList();
    return row(
        what,
        faults,
        sorted.size(),
        percentile(sorted, 50),
        percentile(sorted, 95),
        percentile(sorted, 99),
        percentile(sorted, 100),
        bound);
  }

  /** By nearest rank. */
  private static String percentile(List<Double> sorted, int percent) {
    int rank = Math.max(1, (int) Math.ceil(percent / 100.0 * sorted.size()));
    return String.format(Locale.ROOT, "%.1f", sorted.get(rank - 1));
  }
}
