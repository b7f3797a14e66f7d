package dev.tidewire.processing.mirror;

import dev.tidewire.contract.DecodedBatch;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.Topics;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letter topic. Postgres can store its texts: they contain neither NUL nor
 * half of a surrogate pair.
 *
 * @param reason the code of a {@link dev.tidewire.contract.DeadLetterReason}, possibly of a newer
 *     release
 * @param origin null for a record that another program wrote to the topic
 * @param failedAtMicros when it failed, or when it arrived on the topic if the letter does not say
 * @param attempt the number of the attempt that failed, from 1
 * @param traceId 32 hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Letter(
    LetterId id,
    String reason,
    String detail,
    @Nullable Origin origin,
    long failedAtMicros,
    int attempt,
    @Nullable String traceId,
    byte @Nullable [] key,
    byte @Nullable [] value) {
  /** The batch in the letter's bytes, if this release can decode one. */
  public @Nullable ReadingBatch batch() {
    DecodedBatch decoded = value == null ? null : ReadingBatchCodec.decode(value);
    return decoded instanceof ReadingBatch batch ? batch : null;
  }

  /**
   * The partition of the readings topic that a redrive sends it to: the sensor's, which keeps the
   * order, or the one it came from; null when neither is known.
   *
   * @param partitions the number of partitions that the topic has now
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

  /** The letter's position in the list of all letters, oldest failure first. */
  public LetterPosition position() {
    return new LetterPosition(failedAtMicros, id);
  }
}
