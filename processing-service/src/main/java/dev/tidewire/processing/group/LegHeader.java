package dev.tidewire.processing.group;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The number of a leg in a header of a polled record. It never leaves this process. */
public final class LegHeader {
  private static final String NAME = "tidewire-leg";

  private LegHeader() {}

  /** Adds it after all headers that the sender of the record may have written. */
  public static void add(ConsumerRecord<?, ?> record, long leg) {
    record.headers().add(NAME, ByteBuffer.allocate(Long.BYTES).putLong(leg).array());
  }

  /** The leg of a record that is the first or the last one of its partition in a poll. */
  public static long of(Headers headers) {
    @Nullable Header last = headers.lastHeader(NAME);
    return last == null || last.value() == null || last.value().length != Long.BYTES
        ? Positions.NONE
        : ByteBuffer.wrap(last.value()).getLong();
  }
}
