package dev.lastgood.simulator.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What was allowed and what was refused in one world. */
public final class AccessLog {
  private final Set<Verdict> allowed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Refusal> refused = new TreeSet<>();
  private final List<Consumer<Refusal>> listeners = new ArrayList<>();

  void allowed(Verdict verdict) {
    allowed.add(verdict);
  }

  void refused(Refusal refusal) {
    if (refused.add(refusal)) {
      listeners.forEach(listener -> listener.accept(refusal));
    }
  }

  /**
   * Tells of each refusal once, those so far included.
   *
   * @param listener what to tell
   */
  public void listen(Consumer<Refusal> listener) {
    refused.forEach(listener);
    listeners.add(listener);
  }

  /**
   * What was refused.
   *
   * @return each once, in order
   */
  public Set<Refusal> refused() {
    return Collections.unmodifiableSet(refused);
  }

  Set<Verdict> allowedVerdicts() {
    return allowed;
  }
}
