package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.CanonicalJson;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The template of a stack, JSON or YAML; see "GetTemplate" in the AWS CloudFormation API Reference.
 *
 * @param original as it was given
 * @param processed with its macros and transforms expanded; the same where it has none
 */
public record StackTemplate(String original, String processed) {
  /**
   * Both texts by their hashes, under which they are kept.
   *
   * @return by the SHA-256 of the text, in hexadecimal
   */
  public SortedMap<String, String> bySha256() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(CanonicalJson.sha256OfText(original), original);
    texts.put(CanonicalJson.sha256OfText(processed), processed);
    return texts;
  }
}
