package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Headers;
import dev.tidewire.ingest.publish.PublishOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The span of sending a request's batches to Kafka.
 *
 * @param headers for its records, so that consumers can continue the trace
 */
record PublishSpan(Span span, List<Header> headers) {
  /** The headers of every record. */
  static final List<Header> HEADERS =
      List.of(
          new RecordHeader(
              Headers.CONTENT_TYPE, Headers.CONTENT_TYPE_BATCH.getBytes(StandardCharsets.UTF_8)));

  static final PublishSpan NONE = new PublishSpan(Span.getInvalid(), HEADERS);

  void end(PublishOutcome outcome) {
    if (!outcome.isComplete()) {
      span.setStatus(StatusCode.ERROR, outcome.reason());
    }
    span.end();
  }
}
