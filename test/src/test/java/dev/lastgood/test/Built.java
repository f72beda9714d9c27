package dev.lastgood.test;

import dev.lastgood.simulator.installation.Installation;
import java.nio.file.Path;

/** What the build has synthesised of the example's configuration. */
public final class Built {
  /** The assembly. */
  public static final Path ASSEMBLY = Path.of("..", "infra", "target", "cdk.out");

  /** The example's environment production, as its template deploys it. */
  public static final Installation PRODUCTION = Installation.read(ASSEMBLY, "production");

  private Built() {}
}
