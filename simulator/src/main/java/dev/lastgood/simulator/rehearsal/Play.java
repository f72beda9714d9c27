package dev.lastgood.simulator.rehearsal;

/**
 * Makes something go wrong.
 *
 * @param <S> the stage that it is played on
 */
@FunctionalInterface
interface Play<S extends Scene> {
  /** Begins; run in the world's loop when all has been well for long. */
  void begin(S stage, Timeline timeline);
}
