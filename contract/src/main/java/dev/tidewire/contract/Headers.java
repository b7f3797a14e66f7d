package dev.tidewire.contract;

/**
 * Header names of Tidewire's Kafka records. Values are UTF-8 text; numbers are decimal. A record on
 * the readings topic needs none of them.
 */
public final class Headers {
  /** {@code application/x-protobuf;messageType=tidewire.v1.ReadingBatch} on batches. */
  public static final String CONTENT_TYPE = "content-type";

  /** The content type of an encoded {@link ReadingBatch}. */
  public static final String CONTENT_TYPE_BATCH =
      "application/x-protobuf;messageType=tidewire.v1.ReadingBatch";

  /**
   * How often the record's readings have failed. Set on redriven records, so that what can never be
   * stored does not circulate forever. Absent on new records.
   */
  public static final String ATTEMPT = "tidewire-attempt";

  /** The trace that the record belongs to, as W3C Trace Context writes it. */
  public static final String TRACE_PARENT = "traceparent";

  private Headers() {}
}
