package dev.lastgood.functions.point;

/** What came of reading what a group launches from. */
sealed interface LaunchReading {
  /**
   * It was read and resolved.
   *
   * @param source what it is
   * @param names how the group names it
   * @param userData its secrets
   */
  record Resolved(LaunchSource source, LaunchNames names, UserData userData)
      implements LaunchReading {}

  /**
   * Something of it does not exist.
   *
   * @param because what, in a sentence
   */
  record Missing(String because) implements LaunchReading {}
}
