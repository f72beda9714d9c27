package dev.lastgood.asl;

/** What the names in an expression stand for: {@code $states}, variables, and host functions. */
interface QueryScope {

  /**
   * The value of {@code $name}, as the query engine wants it (JSON's null is the engine's own null
   * object), or null when the name means nothing here.
   */
  Object lookup(String name);
}
