package dev.tidewire.processing.audit;

import dev.tidewire.contract.Topics;
import dev.tidewire.platform.text.FailureText;
import dev.tidewire.processing.ClientDefaults;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries from the audit topic itself, one after another, with a consumer of no group that
 * is made when the first one comes. Each is answered, or has failed, within {@link #TIMEOUT}.
 */
@ApplicationScoped
public class AuditReader {
  /** From the query on, its turn included. */
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** The rest is for others to be told that it is over. */
  private static final Duration READING = TIMEOUT.minusMillis(500);

  private static final int MOST_WAITING = 16;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          work -> {
            Thread reader = new Thread(work, "audit-reader");
            reader.setDaemon(true);
            return reader;
          });

  private final ClientDefaults defaults;
  private @Nullable Consumer<byte[], byte[]> consumer;

  AuditReader(ClientDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * A page of records; fails with a {@link UnreadableAuditException} when Kafka does not answer.
   */
  public CompletableFuture<AuditPage> page(AuditQuery query) {
    long deadline = System.nanoTime() + READING.toNanos();
    try {
      return CompletableFuture.supplyAsync(() -> read(query, deadline), thread)
          .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionallyCompose(
              failure -> CompletableFuture.failedFuture(unreadable(cause(failure))));
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          new UnreadableAuditException("More queries wait than are answered in time.", full));
    }
  }

  private AuditPage read(AuditQuery query, long deadline) {
    try {
      Consumer<byte[], byte[]> known = consumer;
      if (known == null) {
        known = new KafkaConsumer<>(settings());
        consumer = known;
      }
      return new PageReader(known, query, deadline).read();
    } catch (KafkaException failure) {
      closeConsumer();
      throw failure;
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings =
        defaults.with(
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "tidewire-audit-reader",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                1 << 20,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1 << 20,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return settings;
  }

  private void closeConsumer() {
    Consumer<byte[], byte[]> known = consumer;
    consumer = null;
    if (known != null) {
      known.close(Duration.ZERO);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static UnreadableAuditException unreadable(Throwable cause) {
    return new UnreadableAuditException(
        "The topic %s could not be read within %d s: %s. Is Kafka there, and has it the topic?"
            .formatted(Topics.AUDIT.topicName(), TIMEOUT.toSeconds(), FailureText.of(cause)),
        cause);
  }

  @PreDestroy
  void close() {
    thread.execute(this::closeConsumer);
    thread.shutdown();
  }
}
