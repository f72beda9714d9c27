package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be restored of a stack: what a recovery point's identity is made of. CloudFormation
 * keeps no earlier template, so the texts are kept beside it, in {@link StackTemplate}.
 *
 * @param templateSha256 of the template as it was given
 * @param processedTemplateSha256 of the template with its macros and transforms expanded
 * @param nestedTemplateSha256s of the templates of nested stacks as they were given, by the logical
 *     ids on the way to them, joined by slashes: what stands behind a TemplateURL can change
 *     without it
 * @param parameters by their names
 * @param capabilities sorted
 * @param tags those of AWS's own ({@code aws:}) left out
 * @param roleArn the service role, which persists from one update to the next
 * @param notificationArns topics that are told of events, sorted
 * @param rollbackConfiguration which alarms roll a change back
 * @param stackPolicy the text of the stack policy; absent where none was ever set
 * @param terminationProtection whether deleting it is refused
 */
public record StackConfiguration(
    String templateSha256,
    String processedTemplateSha256,
    SortedMap<String, String> nestedTemplateSha256s,
    SortedMap<String, StackParameter> parameters,
    List<String> capabilities,
    SortedMap<String, String> tags,
    Optional<String> roleArn,
    List<String> notificationArns,
    StackRollbackConfiguration rollbackConfiguration,
    Optional<String> stackPolicy,
    boolean terminationProtection) {
  /** Copies and orders its collections. */
  public StackConfiguration {
    nestedTemplateSha256s = new TreeMap<>(nestedTemplateSha256s);
    parameters = new TreeMap<>(parameters);
    capabilities = capabilities.stream().sorted().toList();
    tags = new TreeMap<>(tags);
    notificationArns = notificationArns.stream().sorted().toList();
  }

  /**
   * The identity of the configuration. A changed NoEcho parameter does not change it: its value
   * cannot be read.
   *
   * @return SHA-256 of its canonical form, in hexadecimal
   */
  public String identity() {
    return CanonicalJson.sha256(this);
  }

  /**
   * The names of the parameters whose values are not captured.
   *
   * @return sorted
   */
  public List<String> secretParameters() {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof StackParameter.Secret)
        .map(Map.Entry::getKey)
        .toList();
  }
}
