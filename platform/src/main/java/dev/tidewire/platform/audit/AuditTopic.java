package dev.tidewire.platform.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidewire.contract.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records, on a thread of its own. Makes its producer when the first record comes, and a new
 * one after a failure that waiting does not mend. Never blocks a caller.
 */
final class AuditTopic {
  private static final long PAUSE_MILLIS = 100;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final Duration timeout;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread audit = new Thread(work, "audit");
            audit.setDaemon(true);
            return audit;
          });

  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * Does nothing yet.
   *
   * @param operators the settings of Kafka's clients
   * @param timeout of each record
   */
  AuditTopic(Map<String, Object> operators, Duration timeout) {
    this.settings = AuditSettings.of(operators, timeout);
    this.timeout = timeout;
  }

  /** Runs something again and again on the thread of this. */
  void every(Duration period, Runnable task) {
    var unused =
        thread.scheduleWithFixedDelay(
            task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Completes when all in-sync replicas have the record, or fails within the time-out. */
  CompletableFuture<Void> write(String json) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      thread.execute(() -> send(json.getBytes(US_ASCII), deadline, written));
    } catch (RejectedExecutionException closed) {
      written.completeExceptionally(closed);
    }
    return written.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void send(byte[] json, long deadline, CompletableFuture<Void> written) {
    if (written.isDone()) {
      return;
    }
    try {
      var unused =
          producer()
              .send(
                  new ProducerRecord<>(Topics.AUDIT.topicName(), json),
                  (metadata, failure) -> {
                    if (failure == null) {
                      written.complete(null);
                    } else {
                      failed(failure, json, deadline, written);
                    }
                  });
    } catch (KafkaException failure) {
      failed(failure, json, deadline, written);
    }
  }

  /** The first record fails at once, because the producer does not know the topic yet. */
  private void failed(
      Exception failure, byte[] json, long deadline, CompletableFuture<Void> written) {
    boolean isRetriable = failure instanceof RetriableException;
    try {
      if (isRetriable && System.nanoTime() - deadline < 0) {
        var unused =
            thread.schedule(
                () -> send(json, deadline, written), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return;
      }
      if (!isRetriable) {
        thread.execute(this::forgetProducer);
      }
    } catch (RejectedExecutionException closed) {
      // Nobody sends anything any more.
    }
    written.completeExceptionally(failure);
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
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
  void close() {
    thread.shutdown();
    Producer<byte[], byte[]> known = producer;
    if (known != null) {
      known.close(CLOSE_TIMEOUT);
    }
  }

  /** Why a record is not written, for operators. */
  static Throwable cause(Throwable failure) {
    return failure instanceof TimeoutException
        ? new TimeoutException("Kafka did not acknowledge it in time")
        : failure;
  }
}
