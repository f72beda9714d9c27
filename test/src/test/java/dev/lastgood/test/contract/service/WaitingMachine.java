package dev.lastgood.test.contract.service;

/** A state machine that calls nothing, and so needs no permission. */
final class WaitingMachine {
  static final String DEFINITION =
      """
      {
        "QueryLanguage": "JSONata",
        "StartAt": "Wait",
        "States": {"Wait": {"Type": "Wait", "Seconds": 3600, "End": true}}
      }
      """;

  private WaitingMachine() {}
}
