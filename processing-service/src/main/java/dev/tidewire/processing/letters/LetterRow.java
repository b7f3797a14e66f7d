package dev.tidewire.processing.letters;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.Origin;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a letter from a row. */
final class LetterRow {
  /** The first columns of a statement; the expressions for key and value follow. */
  static final String COLUMNS =
      """
      letter_partition, letter_offset, letter_millis, reason, detail, source_topic, source_partition, source_offset,
       source_position, source_time, failed_at, attempt, trace_id\
      """;

  /** The number of columns of a letter, including key and value. */
  static final int SIZE = 15;

  private LetterRow() {}

  static Letter read(Row row) {
    LetterId id = new LetterId(row.getInteger(0), row.getLong(1), row.getLong(2));
    String topic = row.getString(5);
    Origin origin =
        topic == null
            ? null
            : new Origin(
                topic,
                row.getInteger(6),
                row.getLong(7),
                row.getInteger(8),
                micros(row.getOffsetDateTime(9)));
    return new Letter(
        id,
        row.getString(3),
        row.getString(4),
        origin,
        Objects.requireNonNull(micros(row.getOffsetDateTime(10))),
        row.getInteger(11),
        row.getString(12),
        bytes(row, 13),
        bytes(row, 14));
  }

  static @Nullable Long micros(@Nullable OffsetDateTime time) {
    return time == null ? null : Long.valueOf(ReadingTime.toMicros(time));
  }

  private static byte @Nullable [] bytes(Row row, int column) {
    io.vertx.core.buffer.Buffer bytes = row.getDelegate().getBuffer(column);
    return bytes == null ? null : bytes.getBytes();
  }
}
