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
import dev.tidewire.processing.watermark.Claim;
import dev.tidewire.processing.watermark.RecordsLeft;
import dev.tidewire.processing.watermark.Watermarks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes as many records as one statement takes: first their dead letters, then their readings
 * together with the watermarks of their partitions, where these are still the known ones.
 */
@ApplicationScoped
class ClaimWriter {
  /**
   * What has become of the records.
   *
   * @param won the partitions whose claimed records are all stored now
   */
  record Written(Claim claim, Set<Integer> won) {
    /** Whether every watermark was where the claim knew it to be. */
    boolean isAll() {
      return won.size() == claim.moves().size();
    }

    /** Those of the records that are still to be written. */
    List<SourceRecord> others(List<SourceRecord> records) {
      return RecordsLeft.beyond(claim, won, records);
    }
  }

  private final LostRecords lost;
  private final PollStore store;
  private final Watermarks watermarks;
  private final DeadLetterWriter deadLetters;
  private final StoreMetrics metrics;
  private final int enoughReadings;

  ClaimWriter(
      LostRecords lost,
      PollStore store,
      Watermarks watermarks,
      DeadLetterWriter deadLetters,
      StoreMetrics metrics,
      ProcessingConfig config) {
    this.lost = lost;
    this.store = store;
    this.watermarks = watermarks;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.enoughReadings = config.maxReadings();
  }

  /**
   * Writes the first of the records, at least one. Waits for the database and for the dead-letter
   * topic as long as necessary.
   *
   * @param records none below its watermark
   * @param known the watermarks
   */
  Uni<Written> writeFirst(
      List<SourceRecord> records, PollPart part, Map<Integer, Long> known, PollWork work) {
    return lost.lookFor(part.topicId(), OffsetRange.of(records), known)
        .emitOn(work.worker())
        .map(told -> store.decode(records, enoughReadings))
        .chain(poll -> write(poll, Claim.of(part.topicId(), poll.offsets(), known), work))
        .invoke(written -> part.see(written.claim().ends(written.won())));
  }

  private Uni<Written> write(Poll poll, Claim claim, PollWork work) {
    return store
        .pack(poll, work.worker())
        .chain(
            packed ->
                writeDeadLetters(packed, claim, work)
                    .chain(undisturbed -> undisturbed ? store.write(packed, claim) : nothing())
                    .invoke(won -> stored(packed, won, work)))
        .map(won -> new Written(claim, won));
  }

  private static Uni<Set<Integer>> nothing() {
    return Uni.createFrom().item(Set.of());
  }

  /**
   * Before the readings, because nobody would write the letters of records below the watermark.
   *
   * @return false when another consumer has moved on: then it has written the letters
   */
  private Uni<Boolean> writeDeadLetters(PackedPoll packed, Claim claim, PollWork work) {
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

  private void stored(PackedPoll packed, Set<Integer> won, PollWork work) {
    if (!won.isEmpty()) {
      metrics.stored(packed.stored(won));
      work.stored().run();
    }
  }
}
