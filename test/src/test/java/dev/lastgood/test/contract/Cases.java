package dev.lastgood.test.contract;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What came of the cases of a run against an endpoint. */
final class Cases {
  private final AtomicInteger held = new AtomicInteger();
  private final Map<String, String> refused = new TreeMap<>();
  private final Map<String, String> notAsked = new TreeMap<>();
  private final Map<String, String> failed = new TreeMap<>();

  void held() {
    held.incrementAndGet();
  }

  synchronized void refused(String name, String operations) {
    refused.put(name, operations);
  }

  synchronized void notAsked(String name, String because) {
    notAsked.put(name, because);
  }

  synchronized void failed(String name, String because) {
    failed.put(name, because);
  }

  /**
   * The report.
   *
   * @param endpoint what the run was against
   */
  synchronized String report(String endpoint) {
    StringBuilder text = new StringBuilder();
    text.append("Contract suites against %s%n".formatted(endpoint));
    text.append(
        "%d cases held, %d were refused, %d were not asked, %d failed%n"
            .formatted(held.get(), refused.size(), notAsked.size(), failed.size()));
    refused.forEach(
        (name, operations) -> text.append("refused    %s (%s)%n".formatted(name, operations)));
    notAsked.forEach(
        (name, because) -> text.append("not asked  %s: %s%n".formatted(name, because)));
    failed.forEach((name, because) -> text.append("failed     %s: %s%n".formatted(name, because)));
    return text.toString();
  }
}
