package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.store.PackedPoll;
import dev.tidewire.processing.store.PollStore;
import dev.tidewire.processing.store.StoreMetrics;
import dev.tidewire.processing.store.Watermarks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Writes the records of a poll: first its dead letters, then its readings together with the
 * watermarks of its partitions. Records below a watermark are stored already and left out. Of two
 * consumers that write the same records, one aware of it or not, one finds the watermarks moved,
 * stores nothing and goes on from there.
 */
@ApplicationScoped
class PollWriter {
  private final TopicIdentity topic;
  private final PollStore store;
  private final Watermarks watermarks;
  private final DeadLetterWriter deadLetters;
  private final StoreMetrics metrics;
  private final int enoughReadings;

  PollWriter(
      TopicIdentity topic,
      PollStore store,
      Watermarks watermarks,
      DeadLetterWriter deadLetters,
      StoreMetrics metrics,
      ProcessingConfig config) {
    this.topic = topic;
    this.store = store;
    this.watermarks = watermarks;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.enoughReadings = config.maxReadings();
  }

  /**
   * Writes what is not stored yet, in as many statements as it takes. Never ends while the database
   * or the dead-letter topic is down.
   *
   * @param records those of a partition ascending
   * @param worker runs what is too long for an event loop
   */
  Uni<Void> write(List<SourceRecord> records, Executor worker) {
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return topic.get().chain(id -> write(records, id, worker));
  }

  private Uni<Void> write(List<SourceRecord> records, UUID topicId, Executor worker) {
    return watermarks
        .known(topicId, OffsetRange.of(records))
        .chain(
            known ->
                from(known, records).size() == records.size()
                    ? writeFirst(records, topicId, known, worker)
                    : writeTheRest(records, worker));
  }

  /**
   * Asks for the topic's identity first: the watermarks known so far may belong to a deleted topic,
   * and the records of the new one must not be left out because of them.
   */
  private Uni<Void> writeTheRest(List<SourceRecord> records, Executor worker) {
    return topic.ask().chain(id -> writeTheRest(records, id, worker));
  }

  private Uni<Void> writeTheRest(List<SourceRecord> records, UUID topicId, Executor worker) {
    return watermarks
        .read(topicId, OffsetRange.of(records))
        .chain(
            known -> {
              List<SourceRecord> rest = from(known, records);
              metrics.skipped(records.size() - rest.size());
              return rest.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : writeFirst(rest, topicId, known, worker);
            });
  }

  /** Writes the first records in one statement, and then the others. */
  private Uni<Void> writeFirst(
      List<SourceRecord> records, UUID topicId, Map<Integer, Long> known, Executor worker) {
    return Uni.createFrom()
        .item(() -> Poll.of(records, enoughReadings))
        .runSubscriptionOn(worker)
        .chain(
            poll -> {
              Claim claim = Claim.of(topicId, poll.offsets(), known);
              return write(poll, claim, worker)
                  .chain(held -> writeOthers(records, claim, held, worker));
            });
  }

  /** The partitions whose records are all stored now. */
  private Uni<Set<Integer>> write(Poll poll, Claim claim, Executor worker) {
    return store
        .pack(poll, worker)
        .chain(
            packed ->
                writeDeadLetters(packed, claim, worker)
                    .chain(
                        undisturbed ->
                            undisturbed
                                ? store.write(packed, claim)
                                : Uni.createFrom().item(Set.<Integer>of()))
                    .invoke(held -> stored(packed, claim, held)));
  }

  /**
   * Before the readings, because nobody would write the letters of records below the watermark.
   *
   * @return false when another consumer has moved on: then it has written the letters
   */
  private Uni<Boolean> writeDeadLetters(PackedPoll packed, Claim claim, Executor worker) {
    if (packed.poll().undecodable().isEmpty() && packed.refused().isEmpty()) {
      return Uni.createFrom().item(true);
    }
    return watermarks
        .areStill(claim)
        .chain(
            still ->
                still
                    ? deadLetters
                        .write(packed.poll().undecodable(), packed.refused(), worker)
                        .replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private void stored(PackedPoll packed, Claim claim, Set<Integer> held) {
    watermarks.moved(claim, held);
    if (!held.isEmpty()) {
      metrics.stored(packed.stored(held));
    }
  }

  private Uni<Void> writeOthers(
      List<SourceRecord> records, Claim claim, Set<Integer> held, Executor worker) {
    List<SourceRecord> others = beyond(claim, held, records);
    return held.size() == claim.moves().size()
        ? write(others, worker)
        : writeTheRest(others, worker);
  }

  /** The records that are not stored: those of partitions not held, and those behind the claim. */
  private static List<SourceRecord> beyond(
      Claim claim, Set<Integer> held, List<SourceRecord> records) {
    Map<Integer, Long> done =
        claim.moves().stream()
            .filter(move -> held.contains(move.partition()))
            .collect(toMap(Claim.Move::partition, Claim.Move::next));
    return from(done, records);
  }

  private static List<SourceRecord> from(
      Map<Integer, Long> watermarks, List<SourceRecord> records) {
    return records.stream()
        .filter(
            record ->
                record.offset() >= watermarks.getOrDefault(record.partition(), Long.MIN_VALUE))
        .toList();
  }
}
