package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.idempotency.KeyLog;
import dev.tidewire.ingest.idempotency.KeyRecord;
import dev.tidewire.ingest.idempotency.KeyRecordCodec;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of keys as a topic of one partition. It has a producer and a consumer of its own, made
 * when the first record is appended: who never uses it pays nothing, and what fails here fails
 * nowhere else. Sends on a thread of its own, and never blocks a caller.
 */
@Singleton
public final class KeyTopic implements KeyLog {
  private static final Logger LOG = Logger.getLogger(KeyTopic.class);
  private static final long RETRY_MILLIS = 50;
  private static final long TICK_MILLIS = 100;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Map<String, Object> operators;
  private final KeyTopicState written = new KeyTopicState();
  private @Nullable Reader reader;
  private @Nullable ScheduledExecutorService sending;
  private @Nullable KeyReader reading;
  private volatile @Nullable Producer<byte[], byte[]> producer;

  /** A record that is to be appended. */
  private record Sending(byte[] key, byte[] value, long deadline, Consumer<Boolean> then) {}

  /** Does nothing yet. */
  @Inject
  public KeyTopic(@Identifier("default-kafka-broker") Map<String, Object> operators) {
    this.operators = operators;
  }

  /** Who reads it; before the first record is appended. */
  public synchronized void follow(Reader follower) {
    reader = follower;
  }

  @Override
  public void append(KeyRecord record, Duration atMost, Consumer<Boolean> then) {
    Sending sent =
        new Sending(
            KeyRecordCodec.key(record),
            KeyRecordCodec.encode(record),
            System.nanoTime() + atMost.toNanos(),
            then);
    try {
      open().execute(() -> send(sent));
    } catch (RejectedExecutionException closed) {
      then.accept(false);
    }
  }

  private synchronized ScheduledExecutorService open() {
    if (sending == null) {
      Reader follower = Objects.requireNonNull(reader);
      reading = new KeyReader(operators, follower, new KeyTopicState());
      daemon(reading, "keys-reader").start();
      sending = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "keys"));
      var unused =
          sending.scheduleWithFixedDelay(
              () -> tick(follower), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
    return sending;
  }

  /** An exception would end the repetition. */
  private static void tick(Reader follower) {
    try {
      follower.tick();
    } catch (RuntimeException fault) {
      LOG.error("Waits for the topic of keys could not be ended; it is tried again", fault);
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void send(Sending sent) {
    try {
      var unused =
          producer()
              .send(
                  new ProducerRecord<>(Topics.IDEMPOTENCY.topicName(), 0, sent.key(), sent.value()),
                  (metadata, failure) -> {
                    if (failure == null) {
                      written.works();
                      sent.then().accept(true);
                    } else {
                      failed(failure, sent);
                    }
                  });
    } catch (KafkaException | IllegalStateException failure) {
      // Thrown, not passed to the callback, when the producer as such is broken or closed.
      forgetProducer();
      failed(failure, sent);
    }
  }

  /** The first record fails at once, because the producer does not know the topic yet. */
  private void failed(Exception failure, Sending sent) {
    boolean isRetriable = failure instanceof RetriableException;
    boolean isLate = System.nanoTime() + RETRY_MILLIS * 1_000_000 - sent.deadline() >= 0;
    try {
      if (isRetriable && !isLate) {
        var unused = open().schedule(() -> send(sent), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        return;
      }
      written.failed(failure);
    } catch (RejectedExecutionException closed) {
      // Nobody sends anything any more.
    }
    sent.then().accept(false);
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known =
          new KafkaProducer<>(
              KeyTopicSettings.ofProducer(operators),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      producer = known;
    }
    return known;
  }

  private void forgetProducer() {
    Producer<byte[], byte[]> known = producer;
    producer = null;
    if (known != null) {
      known.close(Duration.ZERO);
    }
  }

  /** Sends what is on its way, for a moment, and ends. */
  public void close() {
    synchronized (this) {
      if (sending == null || reading == null) {
        return;
      }
      sending.shutdown();
      reading.close();
    }
    Producer<byte[], byte[]> known = producer;
    if (known != null) {
      known.close(CLOSE_TIMEOUT);
    }
  }
}
