package dev.lastgood.simulator.rehearsal;

/**
 * A script on its stage.
 *
 * @param stage the rehearsed target's
 * @param play makes it go wrong
 * @param <S> what the targets are
 */
record Performance<S extends Scene>(S stage, Play<S> play) {
  void begin(Timeline timeline) {
    play.begin(stage, timeline);
  }
}
