package dev.tidewire.processing.mirror;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.text.EpochUnit;
import dev.tidewire.platform.text.TimeText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of the dead-letter topic. Every record is a letter: one that Tidewire did not write
 * is undecodable, and its detail says why.
 */
public final class LetterReader {
  private static final int MAX_DETAIL = 2_000;
  private static final int MAX_NAME = 300;
  private static final int MAX_CODE = 32;

  private LetterReader() {}

  /**
   * The letter in a record.
   *
   * @param headers the last of each name, read as UTF-8
   * @param arrivedMillis the record's own time, in milliseconds since 1970
   */
  public static Letter read(
      LetterId id,
      Map<String, String> headers,
      long arrivedMillis,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    try {
      return of(id, DeadLetterEnvelope.fromHeaders(headers), arrivedMillis, key, value);
    } catch (IllegalArgumentException foreign) {
      String detail = "No letter of Tidewire's: " + foreign.getMessage();
      return new Letter(
          id,
          DeadLetterReason.UNDECODABLE.code(),
          StorableText.of(detail, MAX_DETAIL),
          null,
          micros(arrivedMillis, 0),
          1,
          null,
          key,
          value);
    }
  }

  private static Letter of(
      LetterId id,
      DeadLetterEnvelope envelope,
      long arrivedMillis,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    Long failedAt = envelope.failedAtMillis() == null ? null : micros(envelope.failedAtMillis());
    return new Letter(
        id,
        envelope.reason(),
        StorableText.of(envelope.detail(), MAX_DETAIL),
        new Origin(
            StorableText.of(envelope.topic(), MAX_NAME),
            envelope.partition(),
            envelope.offset(),
            Math.max(0, envelope.position()),
            micros(envelope.timestampMillis())),
        failedAt == null ? micros(arrivedMillis, 0) : failedAt,
        Math.max(1, envelope.attempt()),
        code(envelope.traceId()),
        key,
        value);
  }

  private static @Nullable String code(@Nullable String code) {
    return code == null ? null : StorableText.of(code, MAX_CODE);
  }

  private static long micros(long millis, long absent) {
    Long micros = micros(millis);
    return micros == null ? absent : micros;
  }

  private static @Nullable Long micros(long millis) {
    long micros = TimeText.ofEpoch(millis, EpochUnit.MILLISECONDS);
    return ReadingTime.isValid(micros) ? micros : null;
  }
}
