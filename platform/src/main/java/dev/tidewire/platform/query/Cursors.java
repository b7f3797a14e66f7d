package dev.tidewire.platform.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Cursors as text: base64url of a version byte, the position and a digest of position and query.
 * The digest detects damage, and a cursor of another query. It is no protection: a forged cursor
 * only gives a page that other parameters would give as well.
 */
public final class Cursors {
  private static final byte VERSION = 1;
  private static final int DIGEST_BYTES = 8;

  /** Well above the longest cursor, a name of 512 bytes. */
  private static final int MAX_CHARS = 1_024;

  private Cursors() {}

  /** The cursor of a position, valid for this query only. */
  public static String seal(QueryIdentity query, byte[] position) {
    byte[] sealed =
        ByteBuffer.allocate(1 + position.length + DIGEST_BYTES)
            .put(VERSION)
            .put(position)
            .put(digest(query, position))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The position, or null when {@link #seal} did not make {@code cursor} for this query. */
  public static byte @Nullable [] open(QueryIdentity query, String cursor) {
    byte @Nullable [] sealed = decode(cursor);
    if (sealed == null || sealed.length < 1 + DIGEST_BYTES || sealed[0] != VERSION) {
      return null;
    }
    byte[] position = Arrays.copyOfRange(sealed, 1, sealed.length - DIGEST_BYTES);
    byte[] digest = Arrays.copyOfRange(sealed, sealed.length - DIGEST_BYTES, sealed.length);
    return Arrays.equals(digest, digest(query, position)) ? position : null;
  }

  private static byte @Nullable [] decode(String cursor) {
    if (cursor.length() > MAX_CHARS) {
      return null;
    }
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static byte[] digest(QueryIdentity query, byte[] position) {
    MessageDigest sha256 = sha256();
    sha256.update(position);
    addTo(sha256, query.kind());
    query.filters().forEach(filter -> addTo(sha256, filter));
    return Arrays.copyOf(sha256.digest(), DIGEST_BYTES);
  }

  /** With its length, so that no two lists of texts feed the digest the same bytes. */
  private static void addTo(MessageDigest sha256, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    sha256.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
