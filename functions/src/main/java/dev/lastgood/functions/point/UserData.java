package dev.lastgood.functions.point;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The user data of the templates and launch configurations of one capture. It may be secret: it is
 * kept apart from all else, and elsewhere only its hashes appear.
 *
 * @param bySha256 what AWS answers, in Base64, by the SHA-256 of that text in hexadecimal
 */
public record UserData(SortedMap<String, String> bySha256) {
  /** None. */
  public static final UserData NONE = new UserData(new TreeMap<>());

  /** Copies its map. */
  public UserData {
    bySha256 = new TreeMap<>(bySha256);
  }

  /** Tells the hashes alone: this may be logged. */
  @Override
  public String toString() {
    return "UserData" + bySha256.keySet();
  }
}
