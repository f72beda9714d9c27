package dev.lastgood.functions.config;

/** What is done with instances that somebody keeps from being replaced. */
public enum HeldInstances {
  /** A person is told, and decides; nothing is changed. */
  ASK,
  /** They are replaced as all others are. */
  REPLACE
}
