package dev.tidewire.processing.readings;

import dev.tidewire.processing.Retention;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceReadings;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.series.SeriesCatalog;
import dev.tidewire.processing.store.StoreGuard;
import dev.tidewire.processing.unit.Units;
import dev.tidewire.processing.watermark.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;

/** Packs the readings of a poll, and stores them in one statement. */
@ApplicationScoped
public class PollStore {
  private final SeriesCatalog catalog;
  private final Units units = new Units();
  private final BlockStatements table;
  private final StoreGuard guard;
  private final Retention retention;

  /** Stores with these. */
  public PollStore(
      SeriesCatalog catalog, BlockStatements table, StoreGuard guard, Retention retention) {
    this.retention = retention;
    this.catalog = catalog;
    this.table = table;
    this.guard = guard;
  }

  /**
   * Decodes record after record until there are no more, or enough readings.
   *
   * @param enough readings, 1 or more
   */
  public Poll decode(List<SourceRecord> records, int enough) {
    return Poll.of(records, enough, catalog.dictionary(), retention.horizonMicros());
  }

  /**
   * Looks the series up and packs their readings, in the units of the series; retries as long as
   * necessary.
   *
   * @param worker runs what is too long for an event loop
   */
  public Uni<PackedPoll> pack(Poll poll, Executor worker) {
    if (poll.sources().isEmpty()) {
      return Uni.createFrom().item(new PackedPoll(poll, List.of(), null));
    }
    return catalog.identify(poll.series()).emitOn(worker).map(start -> pack(poll, start));
  }

  private PackedPoll pack(Poll poll, long serverStart) {
    Map<Integer, OffsetRange> ranges = new HashMap<>();
    poll.offsets().forEach(range -> ranges.put(range.partition(), range));
    List<PackedSource> packed = new ArrayList<>();
    for (SourceReadings source : poll.sources()) {
      OffsetRange range = Objects.requireNonNull(ranges.get(source.source()));
      packed.add(Packing.pack(source, range, units));
    }
    return new PackedPoll(poll, packed, serverStart);
  }

  /**
   * Moves on the claim's partitions and stores their blocks; retries as long as necessary.
   *
   * @return the partitions whose records are all stored. The others are no longer where the claim
   *     knows them to be, or the database is not the one that gave the ids.
   */
  public Uni<Set<Integer>> write(PackedPoll poll, Claim claim) {
    return guard
        .protect(() -> table.write(poll.blocks(), claim, poll.serverStart()))
        .invoke(won -> forgetUnlessAll(won, claim));
  }

  /** Rare enough not to look for the cause. */
  private void forgetUnlessAll(Set<Integer> won, Claim claim) {
    if (won.size() < claim.moves().size()) {
      catalog.forget();
    }
  }
}
