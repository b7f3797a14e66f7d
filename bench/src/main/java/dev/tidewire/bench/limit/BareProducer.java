package dev.tidewire.bench.limit;

import dev.tidewire.contract.Headers;
import dev.tidewire.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka producer that sends the bytes which ingest sends for batches of a thousand readings, with
 * the same settings to a topic of the same settings, and does not even encode them.
 */
final class BareProducer implements Rounds {
  static final String TOPIC = "tidewire.bench.readings";

  private static final Iterable<Header> HEADERS =
      List.of(
          new RecordHeader(
              Headers.CONTENT_TYPE, Headers.CONTENT_TYPE_BATCH.getBytes(StandardCharsets.UTF_8)));

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<EncodedRequest> requests;

  private BareProducer(KafkaProducer<byte[], byte[]> producer, List<EncodedRequest> requests) {
    this.producer = producer;
    this.requests = requests;
  }

  public static void main(String[] args) throws Exception {
    String bootstrapServers = args[0];
    createTopic(bootstrapServers);
    List<EncodedRequest> requests = EncodedRequest.render(Long.parseLong(args[1]));
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(bootstrapServers))) {
      Rounds.serve(new BareProducer(producer, requests));
    }
  }

  /** Sends {@code readings}, and returns when the broker has acknowledged all. */
  @Override
  public void run(long readings) throws Exception {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    for (long sent = 0, i = 0; sent < readings; i++) {
      EncodedRequest request = requests.get((int) (i % requests.size()));
      for (EncodedRequest.Batch batch : request.batches()) {
        // The callback hears what becomes of it.
        var unused =
            producer.send(
                new ProducerRecord<>(
                    TOPIC, batch.partition(), (byte[]) null, batch.bytes(), HEADERS),
                (stored, e) -> failure.compareAndSet(null, e));
      }
      sent += request.readings();
    }
    producer.flush();
    Exception first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.LINGER_MS_CONFIG,
        0,
        ProducerConfig.BATCH_SIZE_CONFIG,
        65_536,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "none",
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class);
  }

  private static void createTopic(String bootstrapServers) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      NewTopic topic =
          new NewTopic(TOPIC, Topics.PARTITIONS, (short) 1).configs(Topics.READINGS.settings());
      admin.createTopics(List.of(topic)).all().get();
    }
  }
}
