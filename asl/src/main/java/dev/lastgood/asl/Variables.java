package dev.lastgood.asl;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The workflow variables of one scope: the execution's, a branch's, or an iteration's. Inner scopes
 * see the outer ones and set only their own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html">Passing
 *     data between states with variables</a>
 */
final class Variables {

  /** All variables of an execution together: 10 MiB. */
  static final long EXECUTION_BYTES_MAX = 10L * 1024 * 1024;

  /** What all scopes of an execution hold together. */
  private static final class Usage {
    private long bytes;
  }

  private final Variables outer;
  private final Usage usage;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Long> bytesByName = new LinkedHashMap<>();
  private boolean aside;

  private Variables(Variables outer, Usage usage) {
    this.outer = outer;
    this.usage = usage;
  }

  static Variables ofExecution() {
    return new Variables(null, new Usage());
  }

  Variables inner() {
    return new Variables(this, usage);
  }

  /** The value as the query engine wants it; null when there is no such variable. */
  Object lookup(String name) {
    for (Variables scope = this; scope != null; scope = scope.outer) {
      Object value = scope.values.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Whether the execution may hold these besides all that they do not replace. */
  boolean haveRoomFor(Map<?, ?> assigned) {
    long bytes = usage.bytes;
    for (Map.Entry<?, ?> variable : assigned.entrySet()) {
      bytes += bytesOf(variable) - bytesByName.getOrDefault((String) variable.getKey(), 0L);
    }
    return bytes <= EXECUTION_BYTES_MAX;
  }

  void assign(Map<?, ?> assigned) {
    for (Map.Entry<?, ?> variable : assigned.entrySet()) {
      String name = (String) variable.getKey();
      Long before = bytesByName.put(name, bytesOf(variable));
      usage.bytes += bytesByName.get(name) - (before == null ? 0 : before);
      values.put(name, QueryValues.toEngine(variable.getValue()));
    }
  }

  /** The scope has ended: what it holds counts no more. */
  void release() {
    setAside();
    bytesByName.clear();
    values.clear();
  }

  /** The scope was given up, and may be taken up again: what it holds counts no more till then. */
  void setAside() {
    if (!aside) {
      bytesByName.values().forEach(bytes -> usage.bytes -= bytes);
      aside = true;
    }
  }

  /** The scope goes on. */
  void takeUp() {
    if (aside) {
      bytesByName.values().forEach(bytes -> usage.bytes += bytes);
      aside = false;
    }
  }

  private static long bytesOf(Map.Entry<?, ?> variable) {
    return JsonSize.of(variable.getKey()) + JsonSize.of(variable.getValue());
  }
}
