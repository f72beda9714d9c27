package dev.lastgood.simulator.lambda;

import dev.lastgood.functions.config.Configuration;

/**
 * What all functions of one world share.
 *
 * @param configuration what they were deployed with, account and Region included
 * @param bytesEvery every how many-th payload of a function passes through JSON text as on AWS: 1
 *     for all, 0 for none. The others are converted in memory, to the same values, several times
 *     faster; the size limits are checked on those that pass through text
 * @param accountConcurrency the most invocations at a time of all functions together
 */
public record LambdaSettings(Configuration configuration, int bytesEvery, int accountConcurrency) {
  /**
   * All payloads through text, the default concurrency of an account.
   *
   * @param configuration what the functions were deployed with
   * @return the settings
   */
  public static LambdaSettings of(Configuration configuration) {
    return new LambdaSettings(configuration, 1, 1000);
  }

  /**
   * The same with another share of payloads that pass through text.
   *
   * @param every see {@code bytesEvery}
   * @return a copy
   */
  public LambdaSettings withBytesEvery(int every) {
    return new LambdaSettings(configuration, every, accountConcurrency);
  }
}
