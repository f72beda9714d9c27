package dev.lastgood.functions.handler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** The canonical form of JSON by RFC 8785, and hashes over it. */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * The canonical form.
   *
   * @param value a record, map or list of ours
   * @return JSON by RFC 8785, in UTF-8
   */
  public static byte[] bytes(Object value) {
    try {
      return new JsonCanonicalizer(Json.write(value)).getEncodedUTF8();
    } catch (IOException impossible) {
      throw new UncheckedIOException("What Jackson wrote is not JSON.", impossible);
    }
  }

  /**
   * The hash of the canonical form.
   *
   * @param value a record, map or list of ours
   * @return SHA-256, in hexadecimal
   */
  public static String sha256(Object value) {
    return sha256(bytes(value));
  }

  /**
   * The hash of bytes.
   *
   * @param bytes any bytes
   * @return SHA-256, in hexadecimal
   */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }

  /**
   * The hash of a text.
   *
   * @param text any text
   * @return SHA-256 of its UTF-8 form, in hexadecimal
   */
  public static String sha256OfText(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
