package dev.tidewire.query.page;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.query.Cursors;
import dev.tidewire.platform.query.QueryIdentity;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A reading's place in the order of its query; no two readings share one.
 *
 * @param timeMicros a {@link ReadingTime}
 */
public record ReadingPosition(long timeMicros, long seriesId) {
  /** The cursor that continues after this reading, valid for this query only. */
  public String cursor(QueryIdentity query) {
    return Cursors.seal(
        query, ByteBuffer.allocate(2 * Long.BYTES).putLong(timeMicros).putLong(seriesId).array());
  }

  /** The position in {@code cursor}, or null when it is not from this query. */
  public static @Nullable ReadingPosition of(String cursor, QueryIdentity query) {
    byte @Nullable [] bytes = Cursors.open(query, cursor);
    if (bytes == null || bytes.length != 2 * Long.BYTES) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    ReadingPosition position = new ReadingPosition(in.getLong(), in.getLong());
    return ReadingTime.isValid(position.timeMicros) ? position : null;
  }
}
