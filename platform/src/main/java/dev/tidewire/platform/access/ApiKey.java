package dev.tidewire.platform.access;

import java.util.HexFormat;

/**
 * A key that callers may send, as the key file has it: without the key itself.
 *
 * @param sha256 the SHA-256 of the key's characters, in hexadecimal
 */
public record ApiKey(String sha256, Access access) {
  /** What every key begins with, so that programs that look for leaked secrets know it. */
  static final String PREFIX = "tw_";

  /** How many characters follow its id: 256 bits as Base64. */
  static final int SECRET_CHARACTERS = 43;

  private static final int HASH_CHARACTERS = 64;

  /** Whether a text can be the hash of a key. */
  static boolean isHash(String text) {
    return text.length() == HASH_CHARACTERS
        && text.chars().allMatch(c -> c < 0x80 && HexFormat.isHexDigit(c));
  }

  /** Whether a text can be the id of a key. */
  static boolean isId(String text) {
    return text.matches("[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?");
  }
}
