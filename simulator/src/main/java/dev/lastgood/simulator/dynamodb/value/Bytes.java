package dev.lastgood.simulator.dynamodb.value;

import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;

/** Searches in binaries. */
final class Bytes {
  private Bytes() {}

  static boolean startsWith(SdkBytes whole, SdkBytes prefix) {
    return matchesAt(whole.asByteArrayUnsafe(), 0, prefix.asByteArrayUnsafe());
  }

  static boolean contains(SdkBytes whole, SdkBytes part) {
    byte[] in = whole.asByteArrayUnsafe();
    byte[] sought = part.asByteArrayUnsafe();
    for (int at = 0; at + sought.length <= in.length; at++) {
      if (matchesAt(in, at, sought)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesAt(byte[] in, int at, byte[] sought) {
    return at + sought.length <= in.length
        && Arrays.equals(in, at, at + sought.length, sought, 0, sought.length);
  }
}
