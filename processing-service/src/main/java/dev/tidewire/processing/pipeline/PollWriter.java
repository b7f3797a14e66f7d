package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.group.Leg;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Writes the records of a poll: first its dead letters, then its readings together with the
 * watermarks of its partitions. Records below a watermark are stored already and left out. Of two
 * consumers that write the same records, one aware of it or not, one finds the watermarks moved,
 * stores nothing and goes on from there. When a watermark has gone back, the consumer does.
 */
@ApplicationScoped
class PollWriter {
  /**
   * How a poll is worked on.
   *
   * @param legs the numbers of the legs that the poll is of, by partition
   * @param worker runs what is too long for an event loop
   * @param stored runs whenever a part of the poll has been stored, or some of its letters written
   */
  record Work(Map<Integer, Long> legs, Executor worker, Runnable stored) {
    private boolean isOf(int partition, Leg leg) {
      return Long.valueOf(leg.number()).equals(legs.get(partition));
    }
  }

  private final Placement placement;
  private final ReadingsTopic topic;
  private final Truncations truncations;
  private final LostRecords lost;
  private final PollStore store;
  private final Watermarks watermarks;
  private final DeadLetterWriter deadLetters;
  private final StoreMetrics metrics;
  private final int enoughReadings;

  PollWriter(
      Placement placement,
      ReadingsTopic topic,
      Truncations truncations,
      LostRecords lost,
      PollStore store,
      Watermarks watermarks,
      DeadLetterWriter deadLetters,
      StoreMetrics metrics,
      ProcessingConfig config) {
    this.placement = placement;
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
   * or the dead-letter topic is down. Records of legs that have ended are left to the next ones.
   *
   * @param records those of a partition ascending
   */
  Uni<Void> write(List<SourceRecord> records, Work work) {
    Map<Integer, Leg> legs = placement.legs();
    legs.entrySet().removeIf(one -> !work.isOf(one.getKey(), one.getValue()));
    Map<Integer, Leg> unplaced = new HashMap<>(legs);
    unplaced.values().removeIf(Leg::isPlaced);
    Uni<Void> written = placement.place(unplaced);
    for (PollPart part : PollPart.of(legs)) {
      List<SourceRecord> ofPart = RecordsLeft.of(part.legs().keySet(), records);
      written = written.chain(() -> write(ofPart, part, work));
    }
    return written;
  }

  private Uni<Void> write(List<SourceRecord> records, PollPart part, Work work) {
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<SourceRecord> next = RecordsLeft.from(part.known(), part.continuing(records));
    return next.size() == records.size()
        ? writeFirst(records, part, part.known(), work)
        : writeTheRest(records, part, work);
  }

  /**
   * Asks for the topic's identity first: the records of a new topic must not be left out because of
   * the watermarks of a deleted one.
   */
  private Uni<Void> writeTheRest(List<SourceRecord> records, PollPart part, Work work) {
    return records.isEmpty()
        ? Uni.createFrom().voidItem()
        : topic
            .id()
            .chain(
                id ->
                    id.equals(part.topicId())
                        ? writeOn(records, part, work)
                        : writeOfDeleted(records, part, work));
  }

  /**
   * The consumer goes to the new topic. What it certainly has of the deleted one is in no other
   * place.
   */
  private Uni<Void> writeOfDeleted(List<SourceRecord> records, PollPart part, Work work) {
    List<SourceRecord> deleted = part.continuing(records);
    return placement
        .place(part.legs())
        .chain(() -> watermarks.read(part.topicId(), OffsetRange.of(deleted)))
        .chain(known -> writeFrom(known, deleted, part, work));
  }

  /** Records after a watermark that has gone back wait for those that the database has lost. */
  private Uni<Void> writeOn(List<SourceRecord> records, PollPart part, Work work) {
    Set<Integer> partitions = RecordsLeft.partitions(records);
    return watermarks
        .find(part.topicId(), partitions)
        .chain(
            known -> {
              Map<Integer, Leg> back = part.back(partitions, known);
              List<SourceRecord> others = RecordsLeft.without(back.keySet(), records);
              return placement
                  .place(back)
                  .chain(() -> truncations.stop(part.topicId(), OffsetRange.of(others), known))
                  .map(stopped -> RecordsLeft.without(stopped, others))
                  .chain(read -> writeFrom(known, read, part, work));
            });
  }

  private Uni<Void> writeFrom(
      Map<Integer, Long> known, List<SourceRecord> records, PollPart part, Work work) {
    part.see(known);
    List<SourceRecord> rest = RecordsLeft.from(known, records);
    metrics.skipped(records.size() - rest.size());
    return rest.isEmpty() ? Uni.createFrom().voidItem() : writeFirst(rest, part, known, work);
  }

  /** Writes the first records in one statement, and then the others. */
  private Uni<Void> writeFirst(
      List<SourceRecord> records, PollPart part, Map<Integer, Long> known, Work work) {
    return lost.lookFor(part.topicId(), OffsetRange.of(records), known)
        .emitOn(work.worker())
        .map(told -> store.decode(records, enoughReadings))
        .chain(
            poll -> {
              Claim claim = Claim.of(part.topicId(), poll.offsets(), known);
              return write(poll, claim, part, work)
                  .chain(held -> writeOthers(records, claim, held, part, work));
            });
  }

  /** The partitions whose records are all stored now. */
  private Uni<Set<Integer>> write(Poll poll, Claim claim, PollPart part, Work work) {
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
                    .invoke(held -> stored(packed, claim, held, part, work)));
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
                        .write(
                            packed.poll().undecodable(),
                            packed.refused(),
                            work.worker(),
                            work.stored())
                        .replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private void stored(PackedPoll packed, Claim claim, Set<Integer> held, PollPart part, Work work) {
    part.see(claim.ends(held));
    if (!held.isEmpty()) {
      metrics.stored(packed.stored(held));
      work.stored().run();
    }
  }

  private Uni<Void> writeOthers(
      List<SourceRecord> records, Claim claim, Set<Integer> held, PollPart part, Work work) {
    List<SourceRecord> others = RecordsLeft.beyond(claim, held, records);
    return held.size() == claim.moves().size()
        ? write(others, part, work)
        : writeTheRest(others, part, work);
  }
}
