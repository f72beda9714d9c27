package dev.lastgood.asl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One item of a Distributed Map.
 *
 * @param value what is processed
 * @param key the member's name, where the items are the members of an object
 * @param source where it comes from, in the words of the context object
 */
record MapItem(Object value, Optional<String> key, String source) {

  /** The source of items that come with the state's input. */
  static final String STATE_DATA = "STATE_DATA";

  /** What a child gets that no ItemSelector shapes. */
  Object input() {
    if (key.isEmpty()) {
      return value;
    }
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put("Key", key.get());
    pair.put("Value", value);
    return pair;
  }

  /** The context object's {@code Map}, for ItemSelector. */
  Map<String, Object> context(int index) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("Index", index);
    key.ifPresent(name -> item.put("Key", name));
    item.put("Value", QueryValues.toEngine(value));
    item.put("Source", source);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Item", item);
    return map;
  }
}
