package dev.tidewire.e2e.stack;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer outside Tidewire that may write anything to the readings topic. */
public final class ForeignProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /** Writes one record, and returns where it is. */
  public RecordMetadata send(int partition, byte @Nullable [] value, Header... headers)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.READINGS.topicName(), partition, (byte[]) null, value);
    for (Header header : headers) {
      record.headers().add(header);
    }
    return producer.send(record).get(10, SECONDS);
  }

  @Override
  public void close() {
    producer.close();
  }
}
