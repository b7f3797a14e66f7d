package dev.tidewire.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a record is a dead letter and where it came from. It travels as Kafka headers. The record's
 * value is what could not be stored, in a form that a redrive can send to the readings topic
 * unchanged: the original bytes of an undecodable record, otherwise a batch of only the refused
 * readings.
 *
 * @param reason why it can never be stored: the code of a {@link DeadLetterReason}, possibly of a
 *     newer release
 * @param detail the reason in words
 * @param topic of the source record
 * @param partition of the source record
 * @param offset of the source record
 * @param position among the letters of its record with the same reason, from 0; 0 for a whole
 *     record, and in letters of earlier releases, which have no such header
 * @param timestampMillis the source record's time in milliseconds since 1970
 * @param attempt the number of the attempt that failed, from 1; earlier releases wrote only first
 *     failures, without this header
 * @param traceId 32 hexadecimal digits; null when the source record belongs to no trace
 * @param failedAtMillis when it failed, in milliseconds since 1970; null in letters of earlier
 *     releases
 */
public record DeadLetterEnvelope(
    String reason,
    String detail,
    String topic,
    int partition,
    long offset,
    int position,
    long timestampMillis,
    int attempt,
    @Nullable String traceId,
    @Nullable Long failedAtMillis) {
  static final String REASON = "tidewire-dead-letter-reason";
  static final String DETAIL = "tidewire-dead-letter-detail";
  static final String TOPIC = "tidewire-dead-letter-topic";
  static final String PARTITION = "tidewire-dead-letter-partition";
  static final String OFFSET = "tidewire-dead-letter-offset";
  static final String POSITION = "tidewire-dead-letter-position";
  static final String TIMESTAMP = "tidewire-dead-letter-timestamp";
  static final String ATTEMPT = "tidewire-dead-letter-attempt";
  static final String TRACE_ID = "tidewire-dead-letter-trace-id";
  static final String FAILED_AT = "tidewire-dead-letter-failed-at";

  /** The headers, to be written as UTF-8. */
  public Map<String, String> toHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(REASON, reason);
    headers.put(DETAIL, detail);
    headers.put(TOPIC, topic);
    headers.put(PARTITION, Integer.toString(partition));
    headers.put(OFFSET, Long.toString(offset));
    headers.put(POSITION, Integer.toString(position));
    headers.put(TIMESTAMP, Long.toString(timestampMillis));
    headers.put(ATTEMPT, Integer.toString(attempt));
    if (traceId != null) {
      headers.put(TRACE_ID, traceId);
    }
    if (failedAtMillis != null) {
      headers.put(FAILED_AT, Long.toString(failedAtMillis));
    }
    return headers;
  }

  /**
   * Reads what {@link #toHeaders} wrote; other headers are ignored.
   *
   * @throws IllegalArgumentException when a header is missing or invalid
   */
  public static DeadLetterEnvelope fromHeaders(Map<String, String> headers) {
    return new DeadLetterEnvelope(
        reason(required(headers, REASON)),
        required(headers, DETAIL),
        required(headers, TOPIC),
        Integer.parseInt(required(headers, PARTITION)),
        Long.parseLong(required(headers, OFFSET)),
        headers.containsKey(POSITION) ? Integer.parseInt(required(headers, POSITION)) : 0,
        Long.parseLong(required(headers, TIMESTAMP)),
        headers.containsKey(ATTEMPT) ? Integer.parseInt(required(headers, ATTEMPT)) : 1,
        headers.get(TRACE_ID),
        headers.containsKey(FAILED_AT) ? Long.valueOf(required(headers, FAILED_AT)) : null);
  }

  private static String reason(String code) {
    if (!DeadLetterReason.isCode(code)) {
      throw new IllegalArgumentException("no dead letter reason is called " + code);
    }
    return code;
  }

  private static String required(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new IllegalArgumentException("header " + name + " is missing");
    }
    return value;
  }
}
