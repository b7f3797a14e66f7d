package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.publish.Publisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The one producer of this process. */
@Singleton
public class KafkaConnection {
  private static final Logger LOG = Logger.getLogger(KafkaConnection.class);
  private static final String CONNECTIONS = "connection-count";
  private static final String GROUP = "producer-metrics";

  private final Producer<byte[], byte[]> producer;
  private final Metric connections;
  private final KafkaState state;
  private final Publisher publisher;
  private final KafkaClientMetrics clientMetrics;

  /** Creates the producer; that does not connect yet. */
  @Inject
  KafkaConnection(
      @Identifier("default-kafka-broker") Map<String, Object> operators,
      MeterRegistry registry,
      Tracer tracer,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean isTracingOff) {
    producer = new KafkaProducer<>(ProducerSettings.of(operators));
    connections = connections(producer);
    state = new KafkaState(() -> ((Double) connections.metricValue()) > 0, System::nanoTime);
    PublishTracing tracing = new PublishTracing(isTracingOff ? null : tracer);
    publisher = new KafkaPublisher(producer, state, new PublishMetrics(registry), tracing);
    clientMetrics = new KafkaClientMetrics(producer);
    clientMetrics.bindTo(registry);
  }

  /** Sends batches. */
  public Publisher publisher() {
    return publisher;
  }

  /**
   * The partitions of the readings topic, if they are known by now; asking makes the producer look
   * for them. Never blocks.
   */
  public OptionalInt partitions() {
    try {
      return OptionalInt.of(producer.partitionsFor(Topics.READINGS.topicName()).size());
    } catch (RetriableException e) {
      return OptionalInt.empty();
    } catch (KafkaException e) {
      // For example not authorized to see the topic, which an operator may still change.
      state.failed(e, Failure.of(e, false));
      return OptionalInt.empty();
    }
  }

  KafkaState state() {
    return state;
  }

  /** Sends what is left, for at most this long, and gives up on the rest. */
  public void close(Duration atMost) {
    clientMetrics.close();
    producer.close(atMost);
    LOG.info("Kafka producer closed");
  }

  private static Metric connections(Producer<byte[], byte[]> producer) {
    return producer.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(CONNECTIONS))
        .filter(metric -> metric.getKey().group().equals(GROUP))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the producer has no " + CONNECTIONS));
  }
}
