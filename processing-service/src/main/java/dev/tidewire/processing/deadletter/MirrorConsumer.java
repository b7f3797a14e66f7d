package dev.tidewire.processing.deadletter;

import dev.tidewire.processing.group.Drain;
import dev.tidewire.processing.letters.LetterTable;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterReader;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Mirrors each record of the dead-letter topic once in the database, whoever wrote it, also of a
 * topic that was deleted and created again. A poll is acknowledged when it is stored, and waits for
 * the database as long as necessary. It does not use the readings' guard, so that a fault of the
 * mirror does not delay readings.
 */
@ApplicationScoped
public class MirrorConsumer {
  private static final Logger LOG = Logger.getLogger(MirrorConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final LetterTable table;
  private final Drain drain;
  private final Executor worker = Infrastructure.getDefaultWorkerPool();
  private volatile boolean waits;

  MirrorConsumer(LetterTable table, Drain drain) {
    this.table = table;
    this.drain = drain;
  }

  @Incoming("dead-letters")
  Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
    return drain.until(mirror(records));
  }

  private Uni<Void> mirror(ConsumerRecords<byte[], byte[]> records) {
    return Uni.createFrom()
        .item(() -> letters(records))
        .runSubscriptionOn(worker)
        .chain(table::enter)
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(this::entered);
  }

  private void failed(Throwable failure) {
    if (!waits) {
      waits = true;
      LOG.warnf("The mirror of the dead letters waits for the database: %s", failure);
    }
  }

  private void entered() {
    if (waits) {
      waits = false;
      LOG.info("The mirror of the dead letters works again");
    }
  }

  private static List<Letter> letters(ConsumerRecords<byte[], byte[]> records) {
    List<Letter> letters = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      letters.add(
          LetterReader.read(
              LetterId.of(record.partition(), record.offset(), record.timestamp()),
              headers(record),
              record.timestamp(),
              record.key(),
              record.value()));
    }
    return letters;
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return headers;
  }
}
