package dev.lastgood.simulator.kernel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Decides, in one world, where faults strike. Each fault draws from a stream of its own: that one
 * is switched off does not move the others.
 */
public final class Faults {
  private record Outage(Set<String> services, Instant from, Instant until) {}

  private static final int WEIGHT_MAX = 4;

  private final FaultSettings settings;
  private final VirtualTime time;
  private final double[] rates = new double[Fault.values().length];
  private final Map<Fault, RandomGenerator> streams = new EnumMap<>(Fault.class);
  private final List<FaultListener> listeners = new ArrayList<>();
  private final List<Outage> outages = new ArrayList<>();
  private final Map<String, Instant> quotasUntil = new TreeMap<>();
  private int strikes;
  private int callWeight = 1;
  private boolean over;

  /**
   * The faults of one world.
   *
   * @param settings how often they strike
   * @param chance the world's source of chance
   * @param time its clock
   */
  public Faults(FaultSettings settings, Chance chance, VirtualTime time) {
    this.settings = settings;
    this.time = time;
    settings
        .rates()
        .forEach(
            (fault, rate) -> {
              rates[fault.ordinal()] = rate;
              streams.put(fault, chance.stream("fault." + fault.faultName()));
            });
  }

  /**
   * What they were made from.
   *
   * @return how often they strike
   */
  public FaultSettings settings() {
    return settings;
  }

  /**
   * Watches them.
   *
   * @param listener told of every strike from now on
   */
  public void listen(FaultListener listener) {
    listeners.add(listener);
  }

  /**
   * Whether a fault strikes here and now.
   *
   * @param fault the fault
   * @param where what it would strike; asked for only where it does
   * @return true where it does
   */
  public boolean strikes(Fault fault, Supplier<String> where) {
    double rate = rates[fault.ordinal()];
    if (rate == 0 || over || streams.get(fault).nextDouble() >= rate) {
      return false;
    }
    if (strikes >= settings.strikesMax()) {
      return false;
    }
    strikes++;
    for (FaultListener listener : listeners) {
      listener.struck(fault, where.get());
    }
    return true;
  }

  /**
   * How hard a fault strikes.
   *
   * @param fault one whose rate is above 0
   * @return from 0 to below 1
   */
  public double share(Fault fault) {
    return streams.get(fault).nextDouble();
  }

  /**
   * Has services answer nothing for a while.
   *
   * @param services their IAM prefixes
   * @param from when it begins
   * @param until when it ends
   */
  public void breakDown(Set<String> services, Instant from, Instant until) {
    outages.add(new Outage(Set.copyOf(services), from, until));
  }

  /**
   * Whether a service answers nothing now.
   *
   * @param service its IAM prefix
   * @return true in an outage
   */
  public boolean isDown(String service) {
    if (outages.isEmpty() || over) {
      return false;
    }
    Instant now = time.now();
    for (Outage outage : outages) {
      if (outage.services().contains(service)
          && !now.isBefore(outage.from())
          && now.isBefore(outage.until())) {
        return true;
      }
    }
    return false;
  }

  /**
   * When the last outage of a service so far ends.
   *
   * @param service its IAM prefix
   * @return {@link Instant#MIN} where there is none
   */
  public Instant backAt(String service) {
    return outages.stream()
        .filter(outage -> outage.services().contains(service))
        .map(Outage::until)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /**
   * Has the quotas of a service be reached for a while.
   *
   * @param service its IAM prefix
   * @param until when there is room again
   */
  public void reachQuotas(String service, Instant until) {
    quotasUntil.merge(service, until, (one, other) -> one.isAfter(other) ? one : other);
  }

  /**
   * Whether the quotas of a service are reached now.
   *
   * @param service its IAM prefix
   * @return true while they are
   */
  boolean areQuotasReached(String service) {
    return !quotasUntil.isEmpty()
        && !over
        && time.now().isBefore(quotasUntil.getOrDefault(service, Instant.MIN));
  }

  /** From now on throttles admit a half, a third or a quarter of what they usually do. */
  public void lowerThrottles() {
    callWeight = 2 + (int) (share(Fault.LOW_THROTTLE) * (WEIGHT_MAX - 1));
  }

  /** How many calls a call counts as, for the throttles. */
  int callWeight() {
    return over ? 1 : callWeight;
  }

  /** From now on nothing strikes, and everything must converge. */
  public void end() {
    over = true;
  }

  /**
   * Whether nothing strikes any more.
   *
   * @return true after {@link #end()}
   */
  public boolean isOver() {
    return over;
  }
}
