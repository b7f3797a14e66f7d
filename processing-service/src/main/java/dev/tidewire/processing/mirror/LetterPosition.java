package dev.tidewire.processing.mirror;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.query.Cursors;
import dev.tidewire.platform.query.QueryIdentity;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A letter's unique position in the order of failures. */
public record LetterPosition(long failedAtMicros, LetterId id) {
  private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

  /** The cursor that continues after this letter, valid for this query only. */
  public String cursor(QueryIdentity query) {
    byte[] position =
        ByteBuffer.allocate(BYTES)
            .putLong(failedAtMicros)
            .putInt(id.partition())
            .putLong(id.offset())
            .putLong(id.millis())
            .array();
    return Cursors.seal(query, position);
  }

  /** The position in {@code cursor}, or null when the cursor is not one of this query. */
  public static @Nullable LetterPosition of(String cursor, QueryIdentity query) {
    byte @Nullable [] bytes = Cursors.open(query, cursor);
    if (bytes == null || bytes.length != BYTES) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long failedAtMicros = in.getLong();
    LetterId id = new LetterId(in.getInt(), in.getLong(), in.getLong());
    return ReadingTime.isValid(failedAtMicros) ? new LetterPosition(failedAtMicros, id) : null;
  }
}
