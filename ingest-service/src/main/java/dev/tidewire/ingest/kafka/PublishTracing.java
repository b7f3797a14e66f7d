package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Creates a span for sending a request's batches to Kafka, as a child of the request's span. Costs
 * nothing without a tracer.
 */
final class PublishTracing {
  private static final String NAME = "send " + Topics.READINGS.topicName();

  private final @Nullable Tracer tracer;

  /**
   * @param tracer null when tracing is off
   */
  PublishTracing(@Nullable Tracer tracer) {
    this.tracer = tracer;
  }

  PublishSpan begin(int batches) {
    if (tracer == null) {
      return PublishSpan.NONE;
    }
    Span span =
        tracer
            .spanBuilder(NAME)
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "send")
            .setAttribute("messaging.destination.name", Topics.READINGS.topicName())
            .setAttribute("messaging.batch.message_count", batches)
            .startSpan();
    return new PublishSpan(span, headers(Context.current().with(span)));
  }

  private static List<Header> headers(Context context) {
    List<Header> headers = new ArrayList<>(PublishSpan.HEADERS);
    W3CTraceContextPropagator.getInstance()
        .inject(
            context,
            headers,
            (into, key, value) ->
                into.add(new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8))));
    return headers;
  }
}
