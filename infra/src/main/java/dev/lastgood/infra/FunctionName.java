package dev.lastgood.infra;

import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.detect.OpenHandler;
import dev.lastgood.functions.ledger.AcquireHandler;
import dev.lastgood.functions.plan.PlanHandler;
import dev.lastgood.functions.point.CaptureHandler;
import dev.lastgood.functions.policy.AnswerHandler;
import dev.lastgood.functions.policy.AskHandler;
import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.functions.restorable.CheckHandler;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.functions.verify.BackUpHandler;
import dev.lastgood.functions.verify.VerifyHandler;
import java.util.List;
import software.amazon.awscdk.Duration;

/** The functions, by the names that they are deployed under. */
enum FunctionName {
  DETECT("detect", DetectHandler.class, 30, true, "Decides what an alarm leads to."),
  OPEN("open", OpenHandler.class, 30, false, "Opens an incident that a person asks for."),
  CAPTURE("capture", CaptureHandler.class, 300, true, "Takes and proves recovery points."),
  CHECK("check", CheckHandler.class, 300, true, "Looks whether targets can be recovered."),
  SWEEP("sweep", SweepHandler.class, 35, true, "Looks at state every minute."),
  ACQUIRE("acquire", AcquireHandler.class, 30, false, "Takes the leases of an incident."),
  PLAN("plan", PlanHandler.class, 60, false, "Plans the way back, or the undoing."),
  ASK("ask", AskHandler.class, 30, false, "Asks people for their approval."),
  ANSWER("answer", AnswerHandler.class, 30, true, "Takes people's answers."),
  BACK_UP("back-up", BackUpHandler.class, 60, false, "Keeps the live state before a change."),
  ACT("act", ActHandler.class, 20, false, "Changes targets, a step at a time."),
  VERIFY("verify", VerifyHandler.class, 60, false, "Looks whether a recovery holds."),
  CLOSE("close", CloseHandler.class, 18, true, "Gives an incident its one outcome.");

  private final String id;
  private final Class<?> handler;
  private final int timeoutSeconds;
  private final boolean asynchronous;
  private final String says;

  FunctionName(String id, Class<?> handler, int timeoutSeconds, boolean asynchronous, String says) {
    this.id = id;
    this.handler = handler;
    this.timeoutSeconds = timeoutSeconds;
    this.asynchronous = asynchronous;
    this.says = says;
  }

  static final List<FunctionName> ALL = List.of(values());

  String id() {
    return id;
  }

  String handler() {
    return handler.getName();
  }

  String packageName() {
    return handler.getSimpleName();
  }

  Duration timeout() {
    return Duration.seconds(timeoutSeconds);
  }

  /** Whether events invoke it, so that Lambda has to keep and retry them. */
  boolean isAsynchronous() {
    return asynchronous;
  }

  String says() {
    return says;
  }
}
