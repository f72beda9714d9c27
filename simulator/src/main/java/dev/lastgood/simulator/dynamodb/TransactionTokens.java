package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The tokens of transactions that have succeeded. For ten minutes the same one does nothing again,
 * and is refused for anything else. See TransactWriteItems, ClientRequestToken,
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
final class TransactionTokens {
  private static final Duration VALID_FOR = Duration.ofMinutes(10);

  private final VirtualTime time;
  private final Map<String, Used> used = new LinkedHashMap<>();

  TransactionTokens(VirtualTime time) {
    this.time = time;
  }

  /** Whether the token was used for just these actions before. */
  boolean isRepeated(String token, List<TransactWriteItem> actions) {
    Iterator<Used> oldest = used.values().iterator();
    while (oldest.hasNext() && !oldest.next().until().isAfter(time.now())) {
      oldest.remove();
    }
    Used before = used.get(token);
    if (before == null) {
      return false;
    }
    if (!before.actions().equals(actions)) {
      throw DynamoDbErrors.tokenReused();
    }
    return true;
  }

  void succeeded(String token, List<TransactWriteItem> actions) {
    used.put(token, new Used(actions, time.now().plus(VALID_FOR)));
  }

  private record Used(List<TransactWriteItem> actions, Instant until) {}
}
