package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.invariant.LedgerView;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Writes down what happens, in words. In a campaign it writes nothing. */
final class Timeline implements GroupListener, LedgerView.Listener {
  private final VirtualTime time;
  private final boolean kept;
  private final List<Line> lines = new ArrayList<>();
  private final String groupName;
  private final Map<String, Serving> said = new TreeMap<>();

  private record Line(Instant at, String source, String message) {}

  /** What was said last of how many instances of a group serve requests. */
  private record Serving(int instances, boolean full) {}

  /**
   * A timeline.
   *
   * @param groupName the group that is meant where none is named
   */
  Timeline(VirtualTime time, boolean kept, String groupName) {
    this.time = time;
    this.kept = kept;
    this.groupName = groupName;
  }

  boolean isKept() {
    return kept;
  }

  void say(String source, String message) {
    if (kept) {
      lines.add(new Line(time.now(), source, message));
    }
  }

  List<TimelineEntry> entries(Instant zero) {
    return lines.stream()
        .map(
            line ->
                new TimelineEntry(
                    Duration.between(zero, line.at()).toMillis() / 1000.0,
                    line.source(),
                    line.message()))
        .toList();
  }

  void alarmChanged(String alarmName, StateValue state) {
    say("alarm", alarmName + " is " + state + ".");
  }

  @Override
  public void instanceChanged(Group group, GroupInstance instance) {
    int serving = group.servingCount();
    int desired = group.settings().desiredCapacity();
    boolean full = serving >= desired;
    Serving before = said.getOrDefault(group.name(), new Serving(-1, true));
    if (full != before.full() || (serving == 0 && before.instances() != 0)) {
      say(group, serving + " instances serve requests, of " + desired + " desired.");
      said.put(group.name(), new Serving(serving, full));
    }
  }

  @Override
  public void refreshChanged(Group group, InstanceRefresh refresh) {
    say(group, "The instance refresh is " + refresh.statusAsString() + ".");
  }

  private void say(Group group, String message) {
    say("group", group.name().equals(groupName) ? message : group.name() + ": " + message);
  }

  @Override
  public void written(LedgerView.Trail incident, Instant at, Fact fact) {
    switch (fact) {
      case Fact.Opened opened ->
          say(
              "detect",
              "Incident "
                  + incident.id()
                  + " is opened; its deadline is "
                  + Duration.between(opened.since(), opened.deadline()).toSeconds()
                  + (opened.alarmName().isEmpty() ? " s away." : " s after the alarm."));
      case Fact.Joined joined -> say("detect", joined.alarmName() + " joins the incident.");
      case Fact.LeaseTaken lease ->
          say(
              "acquire",
              "The lease on " + lease.targetId() + " is held, fence " + lease.fence() + ".");
      case Fact.Planned planned -> say("plan", planned.summary());
      case Fact.NotPlanned none -> say("plan", none.because());
      case Fact.ApprovalAsked asked -> say("policy", asked.approvals() + " must approve.");
      case Fact.Answered answered ->
          say("policy", answered.by() + (answered.approved() ? " approves." : " declines."));
      case Fact.BackedUp backup ->
          say(
              "back up",
              "The live state of "
                  + backup.targetId()
                  + " is kept"
                  + backup
                      .healthyInService()
                      .map(healthy -> ", " + healthy + " instances healthy.")
                      .orElse("."));
      case Fact.Intent intent -> say("act", intent.says());
      case Fact.Result result -> {
        if (!result.succeeded()) {
          say("act", "Refused: " + result.details());
        }
      }
      case Fact.ActionEnded ended -> say("act", ended.because());
      case Fact.ForeignChange foreign -> say("act", foreign.because());
      case Fact.Verified verified -> say("verify", String.join(" ", verified.evidence()));
      case Fact.NotVerified not -> say("verify", String.join(" ", not.reasons()));
      case Fact.Discharged discharged -> say("ledger", "Obligation met: " + discharged.how());
      case Fact.Assigned assigned ->
          say("ledger", "Obligation handed to the " + assigned.owner() + ": " + assigned.because());
      case Fact.Closed closed -> say("close", closed.outcome() + ": " + closed.because());
      case Fact.Told _ -> say("notify", "The on-call engineers have been told.");
      case Fact.HoldReleased released ->
          say("ledger", released.by() + " releases the hold on " + released.targetId() + ".");
      case Fact.CancelAsked cancelled -> say("ledger", cancelled.says());
    }
  }
}
