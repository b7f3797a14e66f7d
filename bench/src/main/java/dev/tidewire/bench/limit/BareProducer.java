package dev.tidewire.bench.limit;

import dev.tidewire.bench.load.Sensors;
import dev.tidewire.contract.Headers;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka producer that sends the bytes that ingest sends for batches of a thousand readings, with
 * the same settings to a topic of the same settings. They are encoded before the first round.
 */
public final class BareProducer implements AutoCloseable {
  static final String TOPIC = "tidewire.bench.readings";

  /** How many requests differ; the broker does not look into them. */
  private static final int VARIANTS = 64;

  private static final Iterable<Header> HEADERS =
      List.of(
          new RecordHeader(
              Headers.CONTENT_TYPE, Headers.CONTENT_TYPE_BATCH.getBytes(StandardCharsets.UTF_8)));

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<List<ProducerRecord<byte[], byte[]>>> requests;

  /** Creates the topic. */
  public BareProducer(String bootstrapServers, long firstMillis)
      throws IOException, InterruptedException {
    createTopic(bootstrapServers);
    SplittableRandom random = new SplittableRandom(1);
    requests =
        LongStream.range(firstMillis, firstMillis + VARIANTS)
            .mapToObj(millis -> encode(millis, random))
            .toList();
    ByteArraySerializer bytes = new ByteArraySerializer();
    producer =
        new KafkaProducer<>(
            Map.of(
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
                "none"),
            bytes,
            bytes);
  }

  /** Sends a multiple of 1000 readings, and returns when the broker has acknowledged all. */
  public long run(long readings) throws IOException {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    for (int request = 0; request < readings / Sensors.COUNT; request++) {
      for (var record : requests.get(request % VARIANTS)) {
        // The callback receives the failure; flush waits for the acknowledgement.
        var unused = producer.send(record, (stored, e) -> failure.compareAndSet(null, e));
      }
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IOException("The bare producer failed", failure.get());
    }
    return readings;
  }

  /** The records of a request with one reading of each sensor, one record for each partition. */
  private static List<ProducerRecord<byte[], byte[]>> encode(long millis, SplittableRandom random) {
    Map<Integer, List<SeriesReadings>> byPartition = new TreeMap<>();
    for (int sensor = 0; sensor < Sensors.COUNT; sensor++) {
      String name = Sensors.name(sensor);
      SeriesKey key = new SeriesKey(name, Sensors.METRIC);
      SeriesReadings readings = new SeriesReadings(key, null, Map.of(), 1);
      readings.add(millis * 1_000, Sensors.value(sensor, random));
      int partition = Partitions.of(name, Topics.PARTITIONS);
      byPartition.computeIfAbsent(partition, unused -> new ArrayList<>()).add(readings);
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    byPartition.forEach(
        (partition, series) -> {
          byte[] bytes = ReadingBatchCodec.encode(new ReadingBatch(series));
          records.add(new ProducerRecord<>(TOPIC, partition, (byte[]) null, bytes, HEADERS));
        });
    return records;
  }

  private static void createTopic(String bootstrapServers)
      throws IOException, InterruptedException {
    NewTopic topic =
        new NewTopic(TOPIC, Topics.PARTITIONS, (short) 1).configs(Topics.READINGS.settings());
    try (Admin admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IOException("The topic of the bare producer cannot be created", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
