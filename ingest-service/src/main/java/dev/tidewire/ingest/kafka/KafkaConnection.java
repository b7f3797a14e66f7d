package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.publish.Publisher;
import dev.tidewire.ingest.publish.StoredRecords;
import dev.tidewire.platform.broker.BrokerNames;
import dev.tidewire.platform.broker.ReadingsBroker;
import dev.tidewire.platform.broker.TopicWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one producer of this process, made as soon as the name of a broker is known. */
@Singleton
public class KafkaConnection {
  private static final Logger LOG = Logger.getLogger(KafkaConnection.class);
  private static final String CONNECTIONS = "connection-count";
  private static final String GROUP = "producer-metrics";

  private record Client(
      Producer<byte[], byte[]> producer,
      Metric connections,
      Publisher publisher,
      KafkaClientMetrics metrics) {}

  private final ReadingsBroker broker;
  private final StoredOffsets stored;

  private final KafkaState state = new KafkaState(this::isConnected, System::nanoTime);
  private final PartitionCount count = new PartitionCount(System::nanoTime);
  private volatile @Nullable Client client;

  /** Creates the producer, which does not connect yet. */
  @Inject
  KafkaConnection(
      IngestConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> operators,
      MeterRegistry registry,
      Tracer tracer,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean isTracingOff) {
    this.broker = new ReadingsBroker(operators, "tidewire-ingest-admin");
    this.stored = new StoredOffsets(broker, config.storingGroup());
    Map<String, Object> settings = ProducerSettings.of(operators);
    PublishMetrics metrics = new PublishMetrics(registry);
    PublishTracing tracing = new PublishTracing(isTracingOff ? null : tracer);
    BrokerNames.whenKnown(
        String.valueOf(settings.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)),
        () -> create(settings, registry, metrics, tracing));
  }

  private void create(
      Map<String, Object> settings,
      MeterRegistry registry,
      PublishMetrics metrics,
      PublishTracing tracing) {
    Producer<byte[], byte[]> producer = new KafkaProducer<>(settings);
    KafkaClientMetrics clientMetrics = new KafkaClientMetrics(producer);
    clientMetrics.bindTo(registry);
    Publisher publisher =
        new KafkaPublisher(
            producer, state, metrics, tracing, new TopicWatch(broker::topic, System::nanoTime));
    client = new Client(producer, connections(producer), publisher, clientMetrics);
  }

  /** Sends batches; only once {@link #partitions} are known. */
  public Publisher publisher() {
    return Objects.requireNonNull(client).publisher();
  }

  /** What of the topic is stored; fails when the broker does not answer. */
  public CompletableFuture<StoredRecords> stored() {
    return stored.now();
  }

  /**
   * How many partitions of the readings topic to send to, if they are known by now; asking makes
   * the producer look for them. Never blocks.
   */
  public OptionalInt partitions() {
    Client known = client;
    try {
      return known == null
          ? OptionalInt.empty()
          : count.of(known.producer().partitionsFor(Topics.READINGS.topicName()).size());
    } catch (RetriableException e) {
      return OptionalInt.empty();
    } catch (KafkaException e) {
      // For example not authorized to see the topic, which an operator may still change.
      state.failed(e, Failure.of(e, false));
      return OptionalInt.empty();
    }
  }

  /** Whether the topic seems to have fewer partitions than before, which is not certain yet. */
  boolean isInDoubt() {
    return count.isInDoubt();
  }

  /** Whether this is the number of partitions to send to, without any doubt. */
  public boolean isCertain(int partitions) {
    return count.isCertain(partitions);
  }

  /** Whether readings can be handed over now, as far as is known. */
  public boolean isReady() {
    return partitions().isPresent() && state.isConnected() && !state.hasFailedLately();
  }

  KafkaState state() {
    return state;
  }

  private boolean isConnected() {
    Client known = client;
    return known != null && ((Double) known.connections().metricValue()) > 0;
  }

  /** Sends what is left, for at most this long, and gives up on the rest. */
  public void close(Duration atMost) {
    broker.close();
    Client known = client;
    if (known != null) {
      known.metrics().close();
      known.producer().close(atMost);
      LOG.info("Kafka producer closed");
    }
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
