package dev.tidewire.processing;

import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the readings topic as ingest does, or raw bytes as any other program might. */
public final class Feed implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
              TestStack.shared().kafkaBootstrapServers(),
              ProducerConfig.LINGER_MS_CONFIG,
              0,
              ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
              2 << 20),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /** Sends one reading and waits for the broker's acknowledgement. */
  public void send(String sensor, String metric, long timeMicros, double value) throws Exception {
    SeriesReadings readings = series(sensor, metric);
    readings.add(timeMicros, value);
    send(readings);
  }

  public static SeriesReadings series(String sensor, String metric) {
    return new SeriesReadings(new SeriesKey(sensor, metric), null, Map.of(), 1);
  }

  public RecordMetadata send(SeriesReadings readings) throws Exception {
    return send(new ReadingBatch(List.of(readings)));
  }

  /** Sends readings of one sensor. */
  public RecordMetadata send(ReadingBatch batch) throws Exception {
    String sensor = batch.series().get(0).series().sensor();
    return raw(Partitions.of(sensor, Topics.PARTITIONS), ReadingBatchCodec.encode(batch));
  }

  public RecordMetadata raw(int partition, byte[] value) throws Exception {
    return send(new ProducerRecord<>(Topics.READINGS.topicName(), partition, null, value));
  }

  public RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws Exception {
    return producer.send(record).get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    producer.close();
  }
}
