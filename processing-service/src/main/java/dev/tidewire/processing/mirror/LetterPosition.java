package dev.tidewire.processing.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.contract.ReadingTime;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A letter's unique position in the order of failures. A cursor is the base64url of a version byte,
 * the position, and a digest of both and the query. The digest detects damage and use with another
 * query; it is not a secret.
 */
public record LetterPosition(long failedAtMicros, LetterId id) {
  private static final byte VERSION = 1;
  private static final int DIGEST_BYTES = 8;
  private static final int POSITION_BYTES = 1 + Long.BYTES + Integer.BYTES + Long.BYTES;

  /** The cursor that continues after this letter, valid for this query only. */
  public String cursor(String query) {
    byte[] position =
        ByteBuffer.allocate(POSITION_BYTES)
            .put(VERSION)
            .putLong(failedAtMicros)
            .putInt(id.partition())
            .putLong(id.offset())
            .array();
    byte[] sealed = Arrays.copyOf(position, POSITION_BYTES + DIGEST_BYTES);
    System.arraycopy(digest(query, position), 0, sealed, POSITION_BYTES, DIGEST_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The position in {@code cursor}, or null when the cursor is not one of this query. */
  public static @Nullable LetterPosition of(String cursor, String query) {
    byte @Nullable [] sealed = decode(cursor);
    if (sealed == null || sealed.length != POSITION_BYTES + DIGEST_BYTES) {
      return null;
    }
    byte[] position = Arrays.copyOf(sealed, POSITION_BYTES);
    byte[] digest = Arrays.copyOfRange(sealed, POSITION_BYTES, sealed.length);
    if (position[0] != VERSION || !Arrays.equals(digest, digest(query, position))) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(position, 1, POSITION_BYTES - 1);
    long failedAtMicros = in.getLong();
    LetterId id = new LetterId(in.getInt(), in.getLong());
    return ReadingTime.isValid(failedAtMicros) ? new LetterPosition(failedAtMicros, id) : null;
  }

  private static byte @Nullable [] decode(String cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static byte[] digest(String query, byte[] position) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(position);
      return Arrays.copyOf(sha256.digest(query.getBytes(UTF_8)), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
