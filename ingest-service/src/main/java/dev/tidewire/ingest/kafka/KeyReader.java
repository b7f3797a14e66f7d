package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.idempotency.KeyLog;
import dev.tidewire.ingest.idempotency.KeyRecord;
import dev.tidewire.ingest.idempotency.KeyRecordCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the topic of keys from its beginning, on a thread of its own, until it is closed. */
final class KeyReader implements Runnable {
  private static final Logger LOG = Logger.getLogger(KeyReader.class);
  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.IDEMPOTENCY.topicName(), 0);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PAUSE_MILLIS = 1_000;

  private final Map<String, Object> settings;
  private final KeyLog.Reader reader;
  private final KeyTopicState state;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> open;
  private volatile boolean isClosed;

  /** Where to go on after a failure; nothing was read before 0. */
  private long next;

  KeyReader(Map<String, Object> operators, KeyLog.Reader reader, KeyTopicState state) {
    this.settings = KeyTopicSettings.ofConsumer(operators);
    this.reader = reader;
    this.state = state;
  }

  @Override
  public void run() {
    while (!isClosed) {
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        open = consumer;
        read(consumer);
      } catch (WakeupException closing) {
        // isClosed ends the loop.
      } catch (KafkaException failure) {
        state.failed(failure);
        pause();
      } catch (RuntimeException fault) {
        LOG.error("The topic of keys could not be read; it is tried again", fault);
        pause();
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(PARTITION));
    if (next > 0) {
      consumer.seek(PARTITION, next);
    }
    while (!isClosed) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        KeyRecord known = KeyRecordCodec.decode(record.value());
        next = record.offset() + 1;
        if (known != null) {
          state.works();
          reader.read(known, record.timestamp());
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException closing) {
      isClosed = true;
    }
  }

  void close() {
    isClosed = true;
    KafkaConsumer<byte[], byte[]> consumer = open;
    if (consumer != null) {
      consumer.wakeup();
    }
  }
}
