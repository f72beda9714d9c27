package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.world.SimulatedWorld;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;

/** The team's own bucket, through which go the templates that fit no request, and nested ones. */
final class TeamTemplates {
  /** Where teams keep what they deploy. */
  static final String BUCKET = "shop-artifacts";

  private static final int BODY_BYTES_MAX = 51_200;

  private TeamTemplates() {}

  /** Gives a template to a request, in its body where it fits. */
  static void give(SimulatedWorld world, String text, Consumer<String> body, Consumer<String> url) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= BODY_BYTES_MAX) {
      body.accept(text);
    } else {
      url.accept(keep(world, "template-" + Integer.toHexString(text.hashCode()) + ".json", text));
    }
  }

  /** Keeps a text in the bucket, and gives its URL. */
  static String keep(SimulatedWorld world, String key, String text) {
    world
        .s3()
        .client()
        .putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
    return "https://" + BUCKET + ".s3." + world.account().region() + ".amazonaws.com/" + key;
  }
}
