package dev.lastgood.test.contract;

import org.opentest4j.TestAbortedException;

/** A case cannot be asked, because what it needs has not been named by a property. */
public final class NotAskedException extends TestAbortedException {
  private static final long serialVersionUID = 1L;

  /**
   * A case that is not asked.
   *
   * @param needed what it needs, as {@code -Dname, what that is}
   */
  public NotAskedException(String needed) {
    super("needs " + needed);
  }
}
