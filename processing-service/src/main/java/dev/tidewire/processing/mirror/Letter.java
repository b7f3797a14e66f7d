package dev.tidewire.processing.mirror;

import dev.tidewire.contract.DecodedBatch;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.Topics;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letter topic. Its texts can be stored: they hold neither NUL nor half a
 * surrogate pair.
 *
 * @param reason the code of a {@link dev.tidewire.contract.DeadLetterReason}, maybe of a newer
 *     release
 * @param sqlState where the database refused it
 * @param origin null in a record that somebody else put on the topic
 * @param failedAtMicros when it failed, or came to the topic when the letter does not say
 * @param attempt which attempt at storing it has failed, from 1
 * @param traceId 32 hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Letter(
    LetterId id,
    String reason,
    String detail,
    @Nullable String sqlState,
    @Nullable Origin origin,
    long failedAtMicros,
    int attempt,
    @Nullable String traceId,
    byte @Nullable [] key,
    byte @Nullable [] value) {
  /** The batch in the letter's bytes, if this release finds one. */
  public @Nullable ReadingBatch batch() {
    DecodedBatch decoded = value == null ? null : ReadingBatchCodec.decode(value);
    return decoded instanceof ReadingBatch batch ? batch : null;
  }

  /**
   * The partition of the readings topic that it goes back to: its sensor's, so that it stays in
   * order, or the one it came from; null when neither is known.
   *
   * @param partitions how many the topic has now
   */
  public @Nullable Integer readingsPartition(int partitions) {
    ReadingBatch batch = batch();
    if (batch != null) {
      return Partitions.of(batch.series().get(0).series().sensor(), partitions);
    }
    return origin != null
            && origin.topic().equals(Topics.READINGS.topicName())
            && origin.partition() >= 0
            && origin.partition() < partitions
        ? origin.partition()
        : null;
  }

  /** Where the letter stands among all, newest last. */
  public LetterPosition position() {
    return new LetterPosition(failedAtMicros, id);
  }
}
