package dev.lastgood.simulator.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can go wrong in a simulated world beyond what a scenario says: each has a name by which it
 * is switched on and off, and a rate in {@link FaultSettings}.
 */
public enum Fault {
  /** A call is refused by its service's throttle, on top of the modelled buckets. */
  THROTTLE("throttle", "call", "A call is refused by its service's throttle."),
  /** A call is answered with a 5xx before it takes effect. */
  SERVER_ERROR("server-error", "call", "A call is answered with a server error, without effect."),
  /** A call takes ten times as long. */
  SLOW("slow", "call", "A call takes ten times as long."),
  /** A call takes effect and its answer is lost. */
  LOST_ANSWER("lost-answer", "call", "A call takes effect, and its answer is lost."),
  /** A function dies at a call, before the call takes effect. */
  CRASH("crash", "call", "A function dies between two calls."),
  /** A function stands still before a call that changes something, until Lambda ends it. */
  PAUSE(
      "pause",
      "call",
      "A function stands still for minutes before a call that changes something; only Lambda's"
          + " timeout ends it."),
  /** A conditional write meets another of the same item or object. */
  CONFLICT("conflict", "call", "A conditional write meets another one and is refused."),
  /** An event is delivered twice. */
  DUPLICATE_EVENT("duplicate-event", "event", "An event is delivered twice."),
  /** An event is delivered late. */
  LATE_EVENT("late-event", "event", "An event is delivered late, and after those that follow it."),
  /** A best-effort event is never delivered. */
  LOST_EVENT("lost-event", "event", "A best-effort event is never delivered."),
  /** One of the services that keep our state, or two of them, do not answer for a while. */
  OUTAGE(
      "outage",
      "incident",
      "DynamoDB, S3, KMS or SNS, or two of them, do not answer for some minutes."),
  /** What the services' throttles admit is cut, at most to a quarter. */
  LOW_THROTTLE(
      "low-throttle",
      "incident",
      "The throttles of AWS admit a half, a third or a quarter of the usual."),
  /** The clock of an execution environment is wrong by up to a minute. */
  CLOCK_SKEW(
      "clock-skew",
      "execution environment",
      "The clock of a function's execution environment is wrong by up to a minute."),
  /** Somebody aborts an execution. */
  ABORTED_EXECUTION("aborted-execution", "execution", "An execution is aborted."),
  /** Somebody has an execution go on that ended unsuccessfully. */
  REDRIVEN_EXECUTION(
      "redriven-execution",
      "unsuccessful execution",
      "An execution that failed, timed out or was aborted is redriven."),
  /** An execution is started again under its name. */
  DOUBLE_START("double-start", "execution", "An execution is started again under its name."),
  /** An instance is launched that never becomes healthy. */
  NEVER_HEALTHY("never-healthy", "instance", "An instance never becomes healthy."),
  /** A lifecycle hook's action is never completed. */
  UNANSWERED_HOOK(
      "unanswered-hook",
      "lifecycle action",
      "Nobody completes the action of a lifecycle hook: its heartbeat timeout and its default"
          + " result decide."),
  /** A zone has no capacity. */
  NO_CAPACITY("no-capacity", "incident", "One zone has no capacity for some minutes."),
  /** The account may start no more instances than it has. */
  INSTANCE_QUOTA(
      "instance-quota",
      "incident",
      "The account's quota of instances is reached for some minutes."),
  /** A quota of a service other than that of instances is reached. */
  SERVICE_QUOTA(
      "service-quota",
      "incident",
      "A quota is reached for some minutes: instance refreshes, launch template versions, change"
          + " sets, or snapshots of volumes or of databases."),
  /** What is rehearsed fails a second time while it is being recovered. */
  SECOND_FAILURE(
      "second-failure", "incident", "The target fails a second time during its recovery."),
  /** Another target, with a shared alarm or export, fails while one is being recovered. */
  SHARED_FAILURE(
      "shared-failure",
      "incident",
      "A target that shares an alarm or an export with the first fails, too: at the same time, or"
          + " during the recovery."),
  /** A pipeline deploys while the target is being recovered. */
  COLLIDING_DEPLOYMENT(
      "colliding-deployment", "incident", "A pipeline deploys during the recovery."),
  /** The data of the target's alarms does not come, or comes late. */
  MISSING_DATA(
      "missing-data",
      "incident",
      "The metrics of the target's alarms do not come for some minutes during its recovery, or come"
          + " late."),
  /** Somebody takes an instance aside while the target is being recovered, and puts it back. */
  STRAY_INSTANCE(
      "stray-instance",
      "incident",
      "Somebody puts an instance of the bad version on standby during the recovery, and back into"
          + " service later."),
  /** People answer late, twice, or after all is over. */
  UNRULY_APPROVAL(
      "unruly-approval", "incident", "People approve late, twice, or after all is over.");

  private final String faultName;
  private final String per;
  private final String says;

  Fault(String faultName, String per, String says) {
    this.faultName = faultName;
    this.per = per;
    this.says = says;
  }

  /**
   * The name by which users switch it.
   *
   * @return lower case, words joined by hyphens
   */
  public String faultName() {
    return faultName;
  }

  /**
   * What its rate is a probability of.
   *
   * @return a noun, such as {@code call}
   */
  public String per() {
    return per;
  }

  /**
   * What happens.
   *
   * @return a sentence
   */
  public String says() {
    return says;
  }

  /**
   * Whether an incident may end otherwise because of it. The others are what every day brings.
   *
   * @return false where an incident has to end as its scenario asks all the same
   */
  public boolean changesOutcomes() {
    return switch (this) {
      case THROTTLE, SERVER_ERROR, SLOW, DUPLICATE_EVENT, LATE_EVENT, LOST_EVENT -> false;
      case LOST_ANSWER,
          CRASH,
          PAUSE,
          CONFLICT,
          OUTAGE,
          LOW_THROTTLE,
          CLOCK_SKEW,
          ABORTED_EXECUTION,
          REDRIVEN_EXECUTION,
          DOUBLE_START,
          NEVER_HEALTHY,
          UNANSWERED_HOOK,
          NO_CAPACITY,
          INSTANCE_QUOTA,
          SERVICE_QUOTA,
          SECOND_FAILURE,
          SHARED_FAILURE,
          COLLIDING_DEPLOYMENT,
          MISSING_DATA,
          STRAY_INSTANCE,
          UNRULY_APPROVAL ->
          true;
    };
  }

  /**
   * The fault of a name.
   *
   * @param name as of {@link #faultName()}
   * @return empty where there is none
   */
  public static Optional<Fault> named(String name) {
    return Arrays.stream(values()).filter(fault -> fault.faultName.equals(name)).findFirst();
  }
}
