package dev.lastgood.cli;

import com.samskivert.mustache.Mustache;
import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.Percentiles;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.simulator.rehearsal.Shares;
import dev.lastgood.simulator.rehearsal.Violation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a rehearsal or a campaign came to, as one web page that needs nothing but itself. */
final class HtmlReport {
  private final Path file;
  private final CommandSpec spec;

  private HtmlReport(Path file, CommandSpec spec) {
    this.file = file;
    this.spec = spec;
  }

  /** A report that will be written to a file; refused before any work where that cannot be. */
  static HtmlReport at(Path file, CommandSpec spec) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw refused(spec, "expected a file in a folder that there is, found " + file);
    }
    if (Files.isDirectory(file)) {
      throw refused(spec, "expected a file, found the folder " + file);
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw refused(spec, "expected a file that may be written, found " + file);
    }
    return new HtmlReport(file, spec);
  }

  private static ParameterException refused(CommandSpec spec, String why) {
    return new ParameterException(spec.commandLine(), "--report: " + why);
  }

  void write(Terminal terminal, Scenario scenario, RehearsalResult result, RunSettings settings) {
    Map<String, Object> page = page("Rehearsal of " + result.scenario(), settings);
    page.put("says", scenario.says());
    page.put("asWished", Wish.isMet(scenario, result, settings));
    page.put("outcome", result.outcome());
    page.put("expected", scenario.outcome());
    page.put("recovery", Lines.clock(result.recoverySeconds()));
    page.put("deadline", Lines.clock(result.deadlineSeconds()));
    page.put("shares", shares(result.shares()));
    putViolations(page, result.violations());
    page.put(
        "timeline",
        result.timeline().stream()
            .map(
                entry ->
                    Map.of(
                        "clock", Lines.clock(entry.atSeconds()),
                        "source", entry.source(),
                        "message", entry.message()))
            .toList());
    write(terminal, "rehearsal.mustache", page);
  }

  void write(
      Terminal terminal, Optional<Scenario> scenario, CampaignResult result, RunSettings settings) {
    Map<String, Object> page = page("Campaign of " + result.incidents() + " incidents", settings);
    page.put("says", scenario.map(Scenario::says).orElse("All scenarios in turn."));
    page.put("asWished", Wish.isMet(result));
    page.put("incidents", result.incidents());
    page.put("withinDeadline", result.withinDeadline());
    page.put("violationCount", result.violations().size());
    putViolations(page, result.violations());
    List<Map<String, Object>> outcomes = new ArrayList<>();
    result
        .outcomes()
        .forEach(
            (outcome, incidents) ->
                outcomes.add(
                    Map.of(
                        "outcome", outcome,
                        "incidents", incidents,
                        "percent", percent(incidents, result.incidents()))));
    page.put("outcomes", outcomes);
    page.put(
        "rows",
        List.of(
            row("recovery", result.recoverySeconds()),
            row("the orchestrator's own", result.shares().orchestratorSeconds()),
            row("AWS's work", result.shares().providerSeconds()),
            row("proof: alarms, stability window", result.shares().proofSeconds())));
    write(terminal, "campaign.mustache", page);
  }

  private static Map<String, Object> page(String title, RunSettings settings) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", title);
    page.put("settings", settings.told());
    return page;
  }

  private static List<Map<String, Object>> shares(Shares shares) {
    double whole = shares.orchestratorSeconds() + shares.providerSeconds() + shares.proofSeconds();
    return List.of(
        share("the orchestrator's own", "own", shares.orchestratorSeconds(), whole),
        share("AWS's work", "provider", shares.providerSeconds(), whole),
        share("proof: alarms clearing, stability window", "proof", shares.proofSeconds(), whole));
  }

  private static Map<String, Object> share(String name, String kind, double seconds, double whole) {
    return Map.of(
        "name",
        name,
        "kind",
        kind,
        "clock",
        Lines.clock(seconds),
        "percent",
        percent(seconds, whole));
  }

  private static String percent(double part, double whole) {
    return String.format(Locale.ROOT, "%.1f", whole > 0 ? 100 * part / whole : 0);
  }

  private static void putViolations(Map<String, Object> page, List<Violation> violations) {
    page.put("anyViolation", !violations.isEmpty());
    page.put("violations", rows(violations));
  }

  private static List<Map<String, Object>> rows(List<Violation> violations) {
    return violations.stream()
        .map(
            violation ->
                Map.<String, Object>of(
                    "seed", violation.seed(),
                    "invariant", violation.invariant(),
                    "detail", violation.detail()))
        .toList();
  }

  private static Map<String, Object> row(String name, Percentiles seconds) {
    return Map.of(
        "name", name,
        "p50", Lines.clock(seconds.p50()),
        "p95", Lines.clock(seconds.p95()),
        "p99", Lines.clock(seconds.p99()),
        "max", Lines.clock(seconds.max()));
  }

  private void write(Terminal terminal, String template, Map<String, Object> page) {
    try (Reader text = resource(template)) {
      String html =
          Mustache.compiler().withLoader(HtmlReport::resource).compile(text).execute(page);
      Files.writeString(file, html);
    } catch (IOException failed) {
      throw refused(spec, "cannot write " + file + ": " + failed.getMessage());
    }
    terminal.err().println("Report: " + file);
  }

  private static Reader resource(String name) {
    var stream = HtmlReport.class.getResourceAsStream(name);
    if (stream == null) {
      throw new UncheckedIOException(new IOException("No template " + name));
    }
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
