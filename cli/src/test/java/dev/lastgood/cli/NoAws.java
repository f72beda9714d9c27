package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** For commands that have no business with AWS. */
final class NoAws implements Aws {
  @Override
  public Platform tables(Configuration configuration, Optional<URI> endpoint) {
    throw new AssertionError("This command asks AWS for its tables.");
  }

  @Override
  public Platform stacks(Configuration configuration) {
    throw new AssertionError("This command asks AWS for stacks.");
  }

  @Override
  public void pause(Duration duration) {
    throw new AssertionError("This command waits for AWS.");
  }

  @Override
  public String caller(Configuration configuration) {
    throw new AssertionError("This command asks AWS who calls.");
  }
}
