package dev.lastgood.functions.ledger;

/** A link of an incident's chain does not fit: the ledger is not what was written. */
public final class TamperedLedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A chain that does not hold.
   *
   * @param incidentId the incident
   * @param number the first entry that does not fit
   */
  public TamperedLedgerException(String incidentId, int number) {
    super("The ledger of incident " + incidentId + " does not hold from entry " + number + ".");
  }
}
