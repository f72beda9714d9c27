package dev.lastgood.functions.stack;

import java.util.Optional;

/** What came of looking for an asset. */
public sealed interface AssetReading {
  /**
   * It is there.
   *
   * @param fingerprint what tells one content from another, of S3 objects their entity tag; absent
   *     where the name already does
   */
  record Present(Optional<String> fingerprint) implements AssetReading {}

  /** It is not there. */
  record Gone() implements AssetReading {}

  /**
   * It was not looked for, or could not be seen.
   *
   * @param because why, in a sentence
   */
  record Unchecked(String because) implements AssetReading {}
}
