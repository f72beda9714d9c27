package dev.lastgood.functions.recover;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import java.util.Map;
import java.util.TreeMap;

/** Template versions that an incident has made again, as its ledger tells. */
final class Recreated {
  static final String OPERATION = "CreateLaunchTemplateVersion";

  private Recreated() {}

  /**
   * The numbers that versions have which were made again.
   *
   * @return by the versions' places
   */
  static Map<String, String> numbers(Chain chain, String targetId) {
    Map<String, String> numbers = new TreeMap<>();
    chain
        .facts(Fact.Intent.class)
        .filter(intent -> intent.targetId().equals(targetId))
        .filter(intent -> intent.operation().equals(OPERATION))
        .flatMap(intent -> chain.result(intent.callId()).stream())
        .filter(Fact.Result::succeeded)
        .forEach(result -> numbers.putAll(result.details()));
    return numbers;
  }
}
