package dev.lastgood.functions.detect;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.LastIncident;
import java.util.Optional;

/**
 * How a target stands when its alarm goes off.
 *
 * @param target the target
 * @param openIncident the incident that it is in
 * @param lastIncident the newest that was closed
 */
public record Standing(
    Target target, Optional<String> openIncident, Optional<LastIncident> lastIncident) {
  /**
   * A target that is in no incident and never was.
   *
   * @param target the target
   * @return its standing
   */
  public static Standing untroubled(Target target) {
    return new Standing(target, Optional.empty(), Optional.empty());
  }
}
