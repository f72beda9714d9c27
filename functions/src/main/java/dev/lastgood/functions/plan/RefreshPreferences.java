package dev.lastgood.functions.plan;

/**
 * How instances are replaced; see "StartInstanceRefresh" in the Amazon EC2 Auto Scaling API
 * Reference. Each is said, because the defaults wait for an hour or take capacity away.
 *
 * @param minHealthyPercentage what must stay in service, in percent of the desired capacity
 * @param maxHealthyPercentage what may be in service meanwhile, in percent of the desired capacity
 * @param instanceWarmupSeconds how long after its start an instance counts as warm; what AWS would
 *     fall back to can be as long as the grace period
 * @param skipMatching whether instances that run it already are kept
 * @param replaceProtected whether instances that are protected from scale-in are replaced too
 * @param terminateStandby whether instances on standby are terminated
 */
public record RefreshPreferences(
    int minHealthyPercentage,
    int maxHealthyPercentage,
    int instanceWarmupSeconds,
    boolean skipMatching,
    boolean replaceProtected,
    boolean terminateStandby) {
  /** All new instances before the first old one goes: the fastest way that loses no capacity. */
  private static final int MIN_HEALTHY_PERCENTAGE = 100;

  private static final int MAX_HEALTHY_PERCENTAGE = 200;

  /**
   * Long enough for the group to see a new instance's first checks, short enough for a deadline.
   */
  private static final int INSTANCE_WARMUP_SECONDS = 15;

  /** New instances first; what is protected or on standby is left to itself. */
  static final RefreshPreferences FASTEST =
      new RefreshPreferences(
          MIN_HEALTHY_PERCENTAGE,
          MAX_HEALTHY_PERCENTAGE,
          INSTANCE_WARMUP_SECONDS,
          true,
          false,
          false);

  /** Where instance requirements choose the types, a refresh may keep nothing. */
  RefreshPreferences withoutSkipMatching() {
    return new RefreshPreferences(
        minHealthyPercentage,
        maxHealthyPercentage,
        instanceWarmupSeconds,
        false,
        replaceProtected,
        terminateStandby);
  }

  RefreshPreferences withHeld(boolean protectedToo, boolean standbyToo) {
    return new RefreshPreferences(
        minHealthyPercentage,
        maxHealthyPercentage,
        instanceWarmupSeconds,
        skipMatching,
        protectedToo,
        standbyToo);
  }
}
