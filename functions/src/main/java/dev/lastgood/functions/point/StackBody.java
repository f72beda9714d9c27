package dev.lastgood.functions.point;

import dev.lastgood.functions.stack.StackCapture;
import dev.lastgood.functions.stack.StackConfiguration;
import dev.lastgood.functions.stack.StackState;
import dev.lastgood.functions.stack.StackTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A complete capture of a stack: the body of a recovery point, and of an undo point. The text of
 * its template is kept apart, under the hashes that the configuration holds.
 *
 * @param schemaVersion the version of this form; see {@link #SCHEMA_VERSION}
 * @param targetId the target in the configuration
 * @param stackName the stack's name
 * @param stackId the stack's ARN: a stack that was made anew under the same name has another
 * @param capturedAt when it was read
 * @param configuration what can be restored
 * @param state what was seen of it and cannot be restored as it was
 * @param assetFingerprints what names in its template meant that can be given another content: an
 *     object's entity tag, an image's digest, by the assets' names; those that were not seen are
 *     not in it
 */
public record StackBody(
    int schemaVersion,
    String targetId,
    String stackName,
    String stackId,
    Instant capturedAt,
    StackConfiguration configuration,
    StackState state,
    SortedMap<String, String> assetFingerprints)
    implements PointBody {
  /** The version that is written. Versions before it knew groups alone. */
  public static final int SCHEMA_VERSION = 4;

  /** The first that knew stacks, and did not say what names in their templates meant. */
  static final int FIRST_SCHEMA_VERSION = 3;

  /** Copies its map; bodies of the first version have none. */
  public StackBody {
    assetFingerprints =
        assetFingerprints == null ? new TreeMap<>() : new TreeMap<>(assetFingerprints);
  }

  /**
   * The same with what names in its template mean.
   *
   * @param fingerprints by the assets' names
   * @return a copy
   */
  public StackBody withAssetFingerprints(SortedMap<String, String> fingerprints) {
    return new StackBody(
        schemaVersion,
        targetId,
        stackName,
        stackId,
        capturedAt,
        configuration,
        state,
        fingerprints);
  }

  @Override
  public String resourceName() {
    return stackName;
  }

  @Override
  public String identity() {
    return configuration.identity();
  }

  @Override
  public int desiredCapacity() {
    return 0;
  }

  /**
   * The same with its template's text.
   *
   * @param template the text that the configuration holds the hashes of
   * @return all that was read of the stack
   */
  public StackCapture capture(StackTemplate template) {
    return new StackCapture(stackName, stackId, configuration, state, template);
  }

  /**
   * What of this stack is not as in a point, of all that an alarm could come of. Tags and other
   * settings are left out, and so are NoEcho parameters, whose values nobody can read.
   *
   * @param point the point
   * @return a sentence for each part; none where the stack is back at the point
   */
  public List<String> differsFrom(StackBody point) {
    List<String> differences = new ArrayList<>();
    StackConfiguration good = point.configuration;
    if (!configuration.templateSha256().equals(good.templateSha256())) {
      differences.add("The template is not the point's.");
    }
    if (!configuration.nestedTemplateSha256s().equals(good.nestedTemplateSha256s())) {
      differences.add("A nested stack's template is not the point's.");
    }
    if (!configuration.parameters().equals(good.parameters())) {
      differences.add("A parameter is not the point's.");
    }
    return List.copyOf(differences);
  }

  /**
   * Whether this stack is back at a point.
   *
   * @param point the point
   * @return true where nothing differs that an alarm could come of
   */
  public boolean isRestored(StackBody point) {
    return differsFrom(point).isEmpty();
  }
}
