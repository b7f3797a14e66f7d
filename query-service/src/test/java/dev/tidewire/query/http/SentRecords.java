package dev.tidewire.query.http;

import dev.tidewire.contract.Topics;
import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.contract.receipt.ReceiptToken;
import dev.tidewire.local.TestStack;
import dev.tidewire.query.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records on the readings topic, as ingest puts them there, and watermarks as processing does. */
final class SentRecords implements AutoCloseable {
  private static final String NAME = Topics.READINGS.topicName();

  private final KafkaProducer<byte[], byte[]> producer;
  private final UUID topicId;

  SentRecords() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers());
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try (Admin admin = Admin.create(settings)) {
      Uuid id = admin.describeTopics(List.of(NAME)).allTopicNames().get().get(NAME).topicId();
      topicId = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  UUID topicId() {
    return topicId;
  }

  /** Sends a record to each of the partitions, and returns the receipt. */
  Receipt send(int... partitions) {
    List<Place> places = new ArrayList<>();
    long millis = Long.MAX_VALUE;
    for (int partition : partitions) {
      RecordMetadata sent = send(partition);
      places.add(new Place(partition, sent.offset()));
      millis = Math.min(millis, sent.timestamp());
    }
    return new Receipt(Receipt.topic(topicId), millis, places);
  }

  private RecordMetadata send(int partition) {
    return send(producer, partition);
  }

  /** Sends a record in a transaction of another producer, which stays open. */
  static OpenTransaction transaction(int partition) {
    KafkaProducer<byte[], byte[]> other =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                TestStack.shared().kafkaBootstrapServers(),
                "transactional.id",
                UUID.randomUUID().toString()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    other.initTransactions();
    other.beginTransaction();
    return new OpenTransaction(other, send(other, partition).offset());
  }

  /**
   * A transaction that holds back what comes after it until it is closed.
   *
   * @param offset of its record
   */
  record OpenTransaction(KafkaProducer<byte[], byte[]> producer, long offset)
      implements AutoCloseable {
    @Override
    public void close() {
      producer.abortTransaction();
      producer.close();
    }
  }

  private static RecordMetadata send(KafkaProducer<byte[], byte[]> producer, int partition) {
    try {
      return producer
          .send(new ProducerRecord<byte[], byte[]>(NAME, partition, null, new byte[] {1}))
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String token(Receipt receipt) {
    return ReceiptToken.of(receipt);
  }

  /** All that the receipt names is stored. */
  void store(Receipt receipt) {
    receipt.ends().forEach((partition, last) -> watermark(partition, last + 1));
  }

  void watermark(int partition, long next) {
    Stored.execute(
        "INSERT INTO watermark (topic_id, partition, next_offset) VALUES (?, ?, ?)"
            + " ON CONFLICT (topic_id, partition) DO UPDATE SET next_offset = excluded.next_offset",
        topicId,
        partition,
        next);
  }

  @Override
  public void close() {
    producer.close();
  }
}
