package dev.lastgood.functions.handler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that an execution environment has used most recently, for what never changes once it
 * is written: reading it again would bring the same.
 *
 * @param <K> the key's type
 * @param <V> the value's type
 */
public final class Recent<K, V> {
  private final Map<K, V> values;

  /**
   * Nothing yet.
   *
   * @param sizeMax how many values are kept
   */
  public Recent(int sizeMax) {
    this.values =
        new LinkedHashMap<>(2 * sizeMax, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > sizeMax;
          }
        };
  }

  /**
   * A value, if it is kept.
   *
   * @param key its key
   * @return empty where it is not
   */
  public Optional<V> find(K key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * A value, read only where it is not kept.
   *
   * @param key its key
   * @param read reads it; of one key it always reads the same
   * @return the value
   */
  public V get(K key, Function<K, V> read) {
    V known = values.get(key);
    if (known == null) {
      known = read.apply(key);
      values.put(key, known);
    }
    return known;
  }

  /**
   * Keeps a value.
   *
   * @param key its key
   * @param value the value
   */
  public void keep(K key, V value) {
    values.put(key, value);
  }
}
