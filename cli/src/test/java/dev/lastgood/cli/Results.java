package dev.lastgood.cli;

import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.CoverageReport;
import dev.lastgood.simulator.rehearsal.Percentiles;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.simulator.rehearsal.SharePercentiles;
import dev.lastgood.simulator.rehearsal.Shares;
import dev.lastgood.simulator.rehearsal.TimelineEntry;
import dev.lastgood.simulator.rehearsal.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results as the simulator gives them. */
final class Results {
  static final Scenario SCENARIO =
      new Scenario("bad-deployment", "A deployment answers with errors.", "RECOVERED");
  static final Violation VIOLATION = new Violation(42, "do no harm", "1 of 3 <healthy> at 00:05");

  private Results() {}

  static RehearsalResult rehearsal(String outcome, List<Violation> violations) {
    return new RehearsalResult(
        SCENARIO.name(),
        7,
        outcome,
        312.4004,
        900,
        violations,
        List.of(
            new TimelineEntry(-60, "deployment", "Version 8 goes out."),
            new TimelineEntry(0, "alarm", "web-5xx is in ALARM & tells everybody about it."),
            new TimelineEntry(312.4004, "close", "RECOVERED")),
        new Shares(12.4004, 180, 120));
  }

  static CampaignResult campaign(List<Violation> violations) {
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    outcomes.put("RECOVERED", 198);
    outcomes.put("ESCALATED", 2);
    return new CampaignResult(
        200,
        7,
        "typical",
        outcomes,
        199,
        new Percentiles(300, 400, 500.5, 600),
        violations,
        new SharePercentiles(
            new Percentiles(10, 11, 12, 13),
            new Percentiles(100, 110, 120, 130),
            new Percentiles(200, 210, 220, 230)),
        List.of(),
        List.of(),
        new CoverageReport(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of()),
        List.of());
  }
}
