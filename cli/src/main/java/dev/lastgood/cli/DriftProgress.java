package dev.lastgood.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells on standard error how many stacks have been looked at. */
final class DriftProgress {
  private final ProgressLine line;

  DriftProgress(Terminal terminal, InstantSource clock) {
    this.line =
        new ProgressLine(
            terminal, () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
  }

  void done(int stacks, int total) {
    line.tell(
        seconds ->
            "%d of %d stacks looked at after %s; CloudFormation takes some minutes"
                .formatted(stacks, total, Lines.clock(seconds)));
  }

  void end() {
    line.end();
  }
}
