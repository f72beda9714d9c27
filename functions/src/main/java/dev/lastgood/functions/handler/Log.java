package dev.lastgood.functions.handler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a class. On Lambda, Powertools writes it as JSON with the invocation's own fields; see
 * "Logging" in the documentation of Powertools for AWS Lambda (Java).
 */
public final class Log {
  private final Logger logger;

  private Log(Logger logger) {
    this.logger = logger;
  }

  /**
   * The log of a class.
   *
   * @param owner the class
   * @return its log
   */
  public static Log of(Class<?> owner) {
    return new Log(LoggerFactory.getLogger(owner));
  }

  /**
   * Something happened that an operator may want to read later.
   *
   * @param message a sentence
   */
  public void info(String message) {
    logger.info(message);
  }

  /**
   * Something failed.
   *
   * @param message a sentence
   * @param failure what was thrown
   */
  public void error(String message, Throwable failure) {
    logger.error(message, failure);
  }
}
