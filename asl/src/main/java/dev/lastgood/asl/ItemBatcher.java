package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How items are put together, so that one child processes several. At least one limit is there.
 *
 * @param maxItemsPerBatch how many items a child gets at most
 * @param maxInputBytesPerBatch how large a child's input is at most
 * @param batchInput what every child gets besides
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html">ItemBatcher
 *     (Map)</a>
 */
record ItemBatcher(
    Optional<Template> maxItemsPerBatch,
    Optional<Template> maxInputBytesPerBatch,
    Optional<Template> batchInput) {

  /** The inputs of children that process several items each, in the order of the items. */
  List<ChildInput> batch(List<Object> items, QueryScope scope) throws QueryFailure {
    long mostItems =
        maxItemsPerBatch.isPresent()
            ? Typed.integer(maxItemsPerBatch.get(), scope, 1, ItemReader.ITEMS_MAX)
            : Long.MAX_VALUE;
    long mostBytes =
        maxInputBytesPerBatch.isPresent()
            ? Typed.integer(maxInputBytesPerBatch.get(), scope, 1, JsonSize.PAYLOAD_BYTES_MAX)
            : JsonSize.PAYLOAD_BYTES_MAX;
    Optional<Object> shared =
        batchInput.isPresent() ? Optional.of(batchInput.get().evaluate(scope)) : Optional.empty();
    long emptyBytes = JsonSize.of(input(shared, List.of()));
    List<ChildInput> batches = new ArrayList<>();
    List<Object> batch = new ArrayList<>();
    long bytes = emptyBytes;
    for (Object item : items) {
      long itemBytes = JsonSize.of(item);
      long separator = batch.isEmpty() ? 0 : 1;
      // An item that is too large on its own still gets a batch: it is not dropped in silence.
      if (!batch.isEmpty()
          && (batch.size() >= mostItems || bytes + separator + itemBytes > mostBytes)) {
        batches.add(new ChildInput(input(shared, batch), batch.size()));
        batch = new ArrayList<>();
        bytes = emptyBytes;
        separator = 0;
      }
      batch.add(item);
      bytes += separator + itemBytes;
    }
    if (!batch.isEmpty()) {
      batches.add(new ChildInput(input(shared, batch), batch.size()));
    }
    return batches;
  }

  private static Map<String, Object> input(Optional<Object> shared, List<Object> items) {
    Map<String, Object> input = new LinkedHashMap<>();
    shared.ifPresent(value -> input.put("BatchInput", value));
    input.put("Items", items);
    return input;
  }
}
