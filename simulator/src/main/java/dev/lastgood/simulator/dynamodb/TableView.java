package dev.lastgood.simulator.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table as those see it who check the world: all of it, at once, without a call. */
public final class TableView {
  private final Table table;

  TableView(Table table) {
    this.table = table;
  }

  /**
   * All items, as they are now.
   *
   * @return unmodifiable, in the order of a scan
   */
  public List<Map<String, AttributeValue>> items() {
    return table.scan(Optional.empty()).map(Item::attributes).toList();
  }

  /**
   * One item, as it is now.
   *
   * @param key its primary key
   * @return its attributes, unmodifiable; empty where there is none
   */
  public Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
    return table.get(table.schema().ofKey(key)).map(Item::attributes);
  }
}
