package dev.lastgood.functions.stack;

import java.util.Optional;

/** What came of looking for an asset. */
public sealed interface AssetReading {
  /**
   * It is there.
   *
   * @param fingerprint what tells one content from another, of S3 objects their entity tag, of an
   *     image's tag the digest; absent where the name already does
   */
  record Present(Optional<String> fingerprint) implements AssetReading {}

  /** It is not there. */
  record Gone() implements AssetReading {}

  /**
   * It is there, and cannot be used as it is.
   *
   * @param because what is the matter with it, as the end of a sentence
   */
  record Unusable(String because) implements AssetReading {}

  /**
   * It was looked for, and could not be seen.
   *
   * @param because why, in a sentence
   */
  record Unchecked(String because) implements AssetReading {}

  /**
   * It was not looked for, because it may not be or there is no way to.
   *
   * @param because why, as the end of a sentence
   */
  record NotLookedFor(String because) implements AssetReading {}
}
