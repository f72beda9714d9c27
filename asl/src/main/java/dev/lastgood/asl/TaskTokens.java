package dev.lastgood.asl;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Issues task tokens and finds the tasks behind them. A token carries its number and a checksum, so
 * that tokens of tasks long over are recognised without being kept.
 */
final class TaskTokens {

  private static final String PREFIX = "AQ";
  private static final int DIGITS = 16;

  private final Map<Long, TaskAttempt> waiting = new HashMap<>();
  private final long salt;
  private long issued;

  TaskTokens(RandomGenerator random) {
    this.salt = random.nextLong();
  }

  /** A new token, which leads to nothing yet. */
  String next() {
    long number = ++issued;
    return PREFIX + HexFormat.of().toHexDigits(number) + HexFormat.of().toHexDigits(mix(number));
  }

  void await(String token, TaskAttempt attempt) {
    waiting.put(numberOf(token), attempt);
  }

  void forget(String token) {
    waiting.remove(numberOf(token));
  }

  /**
   * The task that waits for a token.
   *
   * @throws StepFunctionsException INVALID_TOKEN, TASK_DOES_NOT_EXIST or TASK_TIMED_OUT
   */
  TaskAttempt find(String token) {
    long number = numberOf(token);
    if (number < 1
        || number > issued
        || HexFormat.fromHexDigitsToLong(token, PREFIX.length() + DIGITS, token.length())
            != mix(number)) {
      throw new StepFunctionsException(
          StepFunctionsException.Code.TASK_DOES_NOT_EXIST, "Task does not exist: '" + token + "'");
    }
    TaskAttempt attempt = waiting.get(number);
    if (attempt == null) {
      throw new StepFunctionsException(
          StepFunctionsException.Code.TASK_TIMED_OUT,
          "Task Timed Out: 'Provided task does not exist anymore'");
    }
    return attempt;
  }

  private static long numberOf(String token) {
    if (token.length() != PREFIX.length() + 2 * DIGITS || !token.startsWith(PREFIX)) {
      throw invalid();
    }
    try {
      HexFormat.fromHexDigitsToLong(token, PREFIX.length() + DIGITS, token.length());
      return HexFormat.fromHexDigitsToLong(token, PREFIX.length(), PREFIX.length() + DIGITS);
    } catch (NumberFormatException notHexadecimal) {
      throw invalid();
    }
  }

  private static StepFunctionsException invalid() {
    return new StepFunctionsException(
        StepFunctionsException.Code.INVALID_TOKEN, "Invalid Token: 'Invalid token'");
  }

  /** A bijection without a pattern: neighbouring numbers look unrelated. */
  private long mix(long number) {
    long mixed = number + salt;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
