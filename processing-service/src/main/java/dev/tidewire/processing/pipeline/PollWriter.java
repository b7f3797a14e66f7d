package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.store.StoreMetrics;
import dev.tidewire.processing.topic.ReadingsTopic;
import dev.tidewire.processing.topic.Truncations;
import dev.tidewire.processing.watermark.RecordsLeft;
import dev.tidewire.processing.watermark.Watermarks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the records of a poll that are to be written. Those below a watermark are stored already
 * and left out. Of two consumers that write the same records, one aware of it or not, one finds the
 * watermarks moved, stores nothing and goes on from there. When a watermark has gone back, the
 * consumer does.
 */
@ApplicationScoped
class PollWriter {
  private final Placement placement;
  private final ReadingsTopic topic;
  private final Truncations truncations;
  private final Watermarks watermarks;
  private final ClaimWriter claims;
  private final StoreMetrics metrics;

  PollWriter(
      Placement placement,
      ReadingsTopic topic,
      Truncations truncations,
      Watermarks watermarks,
      ClaimWriter claims,
      StoreMetrics metrics) {
    this.placement = placement;
    this.topic = topic;
    this.truncations = truncations;
    this.watermarks = watermarks;
    this.claims = claims;
    this.metrics = metrics;
  }

  /**
   * Writes what is not stored yet, in as many statements as it takes. Never ends while the database
   * or the dead-letter topic is down. Records of legs that have ended are left to the next ones.
   *
   * @param records those of a partition ascending
   */
  Uni<Void> write(List<SourceRecord> records, PollWork work) {
    Map<Integer, Leg> legs = work.of(placement.legs());
    Map<Integer, Leg> unplaced = new HashMap<>(legs);
    unplaced.values().removeIf(Leg::isPlaced);
    Uni<Void> written = placement.place(unplaced);
    for (PollPart part : PollPart.of(legs)) {
      List<SourceRecord> ofPart = RecordsLeft.of(part.legs().keySet(), records);
      written = written.chain(() -> write(ofPart, part, work));
    }
    return written;
  }

  private Uni<Void> write(List<SourceRecord> records, PollPart part, PollWork work) {
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
  private Uni<Void> writeTheRest(List<SourceRecord> records, PollPart part, PollWork work) {
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
  private Uni<Void> writeOfDeleted(List<SourceRecord> records, PollPart part, PollWork work) {
    List<SourceRecord> deleted = part.continuing(records);
    return placement
        .place(part.legs())
        .chain(() -> watermarks.read(part.topicId(), OffsetRange.of(deleted)))
        .chain(known -> writeFrom(known, deleted, part, work));
  }

  /** Records after a watermark that has gone back wait for those that the database has lost. */
  private Uni<Void> writeOn(List<SourceRecord> records, PollPart part, PollWork work) {
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
      Map<Integer, Long> known, List<SourceRecord> records, PollPart part, PollWork work) {
    part.see(known);
    List<SourceRecord> rest = RecordsLeft.from(known, records);
    metrics.skipped(records.size() - rest.size());
    return rest.isEmpty() ? Uni.createFrom().voidItem() : writeFirst(rest, part, known, work);
  }

  /** Writes the first records in one statement, and then the others. */
  private Uni<Void> writeFirst(
      List<SourceRecord> records, PollPart part, Map<Integer, Long> known, PollWork work) {
    return claims
        .writeFirst(records, part, known, work)
        .chain(
            written ->
                written.isAll()
                    ? write(written.others(records), part, work)
                    : writeTheRest(written.others(records), part, work));
  }
}
