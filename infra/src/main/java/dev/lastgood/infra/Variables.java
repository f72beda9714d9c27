package dev.lastgood.infra;

import java.util.ArrayList;
import java.util.List;

/** Which environment variables each function reads; it is given no others. */
final class Variables {
  private Variables() {}

  static List<String> of(FunctionName function) {
    List<String> variables = new ArrayList<>(List.of("CONFIGURATION_FILE", "STATE_TABLE"));
    variables.addAll(
        switch (function) {
          case DETECT, OPEN -> List.of("LEDGER_TABLE", "INCIDENT_STATE_MACHINE_ARN");
          case CAPTURE, CHECK -> List.of("LEDGER_TABLE", "BUCKET", "SEAL_KEY_ID");
          case SWEEP, CLOSE ->
              List.of(
                  "LEDGER_TABLE",
                  "BUCKET",
                  "INCIDENT_STATE_MACHINE_ARN",
                  "RECOVERY_STATE_MACHINE_ARN",
                  "NOTICE_TOPIC_ARN");
          case ACQUIRE, ANSWER -> List.of("LEDGER_TABLE");
          case PLAN, BACK_UP, ACT, VERIFY -> List.of("LEDGER_TABLE", "BUCKET", "SEAL_KEY_ID");
          case ASK -> List.of("LEDGER_TABLE", "BUCKET", "NOTICE_TOPIC_ARN");
        });
    return variables;
  }
}
