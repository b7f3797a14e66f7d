package dev.tidewire.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keys and key files for tests. */
public final class Keys {
  private Keys() {}

  /** A key with this id, always the same. */
  public static String text(String id) {
    return "tw_" + id + "_" + "k".repeat(43);
  }

  /** The SHA-256 of a text, as key files have it. */
  public static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * The entry of a key in a key file.
   *
   * @param members its other members, as JSON
   */
  public static String entry(String id, String members) {
    return "{\"id\":\"%s\",\"sha256\":\"%s\",%s}".formatted(id, sha256(text(id)), members);
  }

  /** A key file with these entries. */
  public static String file(String... entries) {
    return "{\"keys\":[" + String.join(",\n", entries) + "]}";
  }
}
