package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import dev.lastgood.functions.config.ResourceNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What may be done with Lastgood's own tables and objects, and with the key that encrypts them. */
final class StoreGrants {
  private final Names names;
  private final StateStack state;

  StoreGrants(Names names, StateStack state) {
    this.names = names;
    this.state = state;
  }

  Grant onState(String purpose, String... actions) {
    return allow(
        purpose,
        List.of(actions),
        List.of(names.arn("dynamodb", "table/" + names.of(ResourceNames.STATE))));
  }

  Grant onLedger(String purpose, String... actions) {
    return allow(
        purpose,
        List.of(actions),
        List.of(names.arn("dynamodb", "table/" + names.of(ResourceNames.LEDGER))));
  }

  Grant onObjects(String purpose, List<String> actions, String... keys) {
    return allow(
            purpose,
            actions,
            Stream.of(keys).map(key -> names.ofS3(names.bucket() + "/" + key)).toList())
        .because("Keys under this prefix are hashes of what they hold.");
  }

  Grant encryptObjects(String... actions) {
    return useKey("UseBucket", List.of(actions), "s3." + names.region() + ".amazonaws.com");
  }

  Grant useKey(String purpose, List<String> actions, String service) {
    return allow(purpose, actions, List.of(state.dataKey().getKeyArn()))
        .when(Map.of("StringEquals", Map.of("kms:ViaService", service)));
  }
}
