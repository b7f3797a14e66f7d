package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.readings.PackedPoll;
import dev.tidewire.processing.readings.PollStore;
import dev.tidewire.processing.store.StoreMetrics;
import dev.tidewire.processing.topic.LostRecords;
import dev.tidewire.processing.topic.ReadingsTopic;
import dev.tidewire.processing.topic.Truncations;
import dev.tidewire.processing.watermark.Claim;
import dev.tidewire.processing.watermark.RecordsLeft;
import dev.tidewire.processing.watermark.Watermarks;
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
  /**
   * How a poll is worked on.
   *
   * @param worker runs what is too long for an event loop
   * @param stored runs whenever a part of the poll has been stored
   */
  record Work(Executor worker, Runnable stored) {}

  private final ReadingsTopic topic;
  private final Truncations truncations;
  private final LostRecords lost;
  private final PollStore store;
  private final Watermarks watermarks;
  private final DeadLetterWriter deadLetters;
  private final StoreMetrics metrics;
  private final int enoughReadings;

  PollWriter(
      ReadingsTopic topic,
      Truncations truncations,
      LostRecords lost,
      PollStore store,
      Watermarks watermarks,
      DeadLetterWriter deadLetters,
      StoreMetrics metrics,
      ProcessingConfig config) {
    this.topic = topic;
    this.truncations = truncations;
    this.lost = lost;
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
   */
  Uni<Void> write(List<SourceRecord> records, Work work) {
    List<SourceRecord> read = RecordsLeft.without(truncations.held(), records);
    return read.isEmpty()
        ? Uni.createFrom().voidItem()
        : topic.id().chain(id -> confirm(id, read)).chain(id -> write(read, id, work));
  }

  /**
   * A watermark that does not exist yet is set where the records begin, and it must not be one of a
   * deleted topic.
   */
  private Uni<UUID> confirm(UUID topicId, List<SourceRecord> records) {
    return watermarks.areKnown(topicId, OffsetRange.of(records))
        ? Uni.createFrom().item(topicId)
        : topic.askId();
  }

  private Uni<Void> write(List<SourceRecord> records, UUID topicId, Work work) {
    return watermarks
        .known(topicId, OffsetRange.of(records))
        .chain(
            known ->
                RecordsLeft.from(known, records).size() == records.size()
                    ? writeFirst(records, topicId, known, work)
                    : writeTheRest(records, work));
  }

  /**
   * Asks for the topic's identity first: the watermarks known so far may belong to a deleted topic,
   * and the records of the new one must not be left out because of them.
   */
  private Uni<Void> writeTheRest(List<SourceRecord> records, Work work) {
    return topic.askId().chain(id -> writeTheRest(records, id, work));
  }

  private Uni<Void> writeTheRest(List<SourceRecord> records, UUID topicId, Work work) {
    List<OffsetRange> ranges = OffsetRange.of(records);
    return watermarks
        .read(topicId, ranges)
        .chain(
            known ->
                truncations
                    .stop(topicId, ranges, known)
                    .map(stopped -> RecordsLeft.without(stopped, records))
                    .chain(read -> writeFrom(known, read, topicId, work)));
  }

  private Uni<Void> writeFrom(
      Map<Integer, Long> known, List<SourceRecord> records, UUID topicId, Work work) {
    List<SourceRecord> rest = RecordsLeft.from(known, records);
    metrics.skipped(records.size() - rest.size());
    return rest.isEmpty() ? Uni.createFrom().voidItem() : writeFirst(rest, topicId, known, work);
  }

  /** Writes the first records in one statement, and then the others. */
  private Uni<Void> writeFirst(
      List<SourceRecord> records, UUID topicId, Map<Integer, Long> known, Work work) {
    return lost.lookFor(topicId, OffsetRange.of(records), known)
        .emitOn(work.worker())
        .map(told -> store.decode(records, enoughReadings))
        .chain(
            poll -> {
              Claim claim = Claim.of(topicId, poll.offsets(), known);
              return write(poll, claim, work)
                  .chain(held -> writeOthers(records, claim, held, work));
            });
  }

  /** The partitions whose records are all stored now. */
  private Uni<Set<Integer>> write(Poll poll, Claim claim, Work work) {
    return store
        .pack(poll, work.worker())
        .chain(
            packed ->
                writeDeadLetters(packed, claim, work)
                    .chain(
                        undisturbed ->
                            undisturbed
                                ? store.write(packed, claim)
                                : Uni.createFrom().item(Set.<Integer>of()))
                    .invoke(held -> stored(packed, claim, held, work)));
  }

  /**
   * Before the readings, because nobody would write the letters of records below the watermark.
   *
   * @return false when another consumer has moved on: then it has written the letters
   */
  private Uni<Boolean> writeDeadLetters(PackedPoll packed, Claim claim, Work work) {
    if (packed.poll().undecodable().isEmpty() && packed.refused().isEmpty()) {
      return Uni.createFrom().item(true);
    }
    return watermarks
        .areStill(claim)
        .chain(
            still ->
                still
                    ? deadLetters
                        .write(packed.poll().undecodable(), packed.refused(), work.worker())
                        .replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private void stored(PackedPoll packed, Claim claim, Set<Integer> held, Work work) {
    watermarks.moved(claim, held);
    if (!held.isEmpty()) {
      metrics.stored(packed.stored(held));
      work.stored().run();
    }
  }

  private Uni<Void> writeOthers(
      List<SourceRecord> records, Claim claim, Set<Integer> held, Work work) {
    List<SourceRecord> others = RecordsLeft.beyond(claim, held, records);
    return held.size() == claim.moves().size() ? write(others, work) : writeTheRest(others, work);
  }
}
