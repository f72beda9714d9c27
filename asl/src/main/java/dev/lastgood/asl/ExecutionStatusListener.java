package dev.lastgood.asl;

/**
 * Told when an execution starts and when it ends: the source of EventBridge's <i>Step Functions
 * Execution Status Change</i>.
 */
@FunctionalInterface
public interface ExecutionStatusListener {

  /** Called once with RUNNING and once with the status it ended with. */
  void onStatusChange(ExecutionDescription execution);
}
