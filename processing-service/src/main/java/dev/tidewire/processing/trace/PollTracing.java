package dev.tidewire.processing.trace;

import dev.tidewire.contract.Headers;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.store.StoreTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Creates a span for each poll, from its arrival to its acknowledgement. A poll belongs to many
 * requests, so its span has no parent and is linked to the spans that sent its records.
 */
@ApplicationScoped
public class PollTracing {
  /** The number of links per span that backends keep by default. */
  private static final int MAX_LINKS = 128;

  private static final String NAME = "process " + Topics.READINGS.topicName();

  private final Tracer tracer;
  private final StoreTracing store;

  PollTracing(Tracer tracer, StoreTracing store) {
    this.tracer = tracer;
    this.store = store;
  }

  /** Creates no spans. */
  public static PollTracing off() {
    return new PollTracing(TracerProvider.noop().get(""), StoreTracing.off());
  }

  /**
   * The work on the poll. The span ends with the work and is the parent of its statements' spans.
   */
  public Uni<Void> trace(ConsumerRecords<byte[], byte[]> records, Supplier<Uni<Void>> work) {
    if (store.isOff()) {
      return work.get();
    }
    Span span = begin(records);
    return store.under(span, work).onTermination().invoke(span::end);
  }

  private Span begin(ConsumerRecords<byte[], byte[]> records) {
    SpanBuilder span =
        tracer
            .spanBuilder(NAME)
            .setNoParent()
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.destination.name", Topics.READINGS.topicName())
            .setAttribute("messaging.batch.message_count", records.count());
    senders(records).forEach(span::addLink);
    return span.startSpan();
  }

  /** The spans that sent the records. All records of a request have the same span. */
  static Set<SpanContext> senders(ConsumerRecords<byte[], byte[]> records) {
    Set<SpanContext> senders = new LinkedHashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      SpanContext sender = sender(record);
      if (sender.isValid()) {
        senders.add(sender);
      }
      if (senders.size() == MAX_LINKS) {
        break;
      }
    }
    return senders;
  }

  private static SpanContext sender(ConsumerRecord<byte[], byte[]> record) {
    if (record.headers().lastHeader(Headers.TRACE_PARENT) == null) {
      return SpanContext.getInvalid();
    }
    Context sent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), record.headers(), TraceHeaders.INSTANCE);
    return Span.fromContext(sent).getSpanContext();
  }
}
