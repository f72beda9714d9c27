package dev.lastgood.functions.ledger;

/**
 * The lease, or the fence under it, is no longer this attempt's: somebody else has taken over, and
 * nothing more may be changed.
 */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A lease that was lost.
   *
   * @param targetId the target whose lease it was
   * @param incidentId the incident that held it
   */
  public LeaseLostException(String targetId, String incidentId) {
    super("Incident " + incidentId + " no longer holds the lease on " + targetId + ".");
  }
}
