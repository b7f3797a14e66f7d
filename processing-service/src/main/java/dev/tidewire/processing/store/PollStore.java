package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.readings.Packing;
import dev.tidewire.processing.unit.Units;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** Packs the readings of a poll, and stores them in one statement. */
@ApplicationScoped
public class PollStore {
  private final SeriesCatalog catalog;
  private final Units units = new Units();
  private final BlockStatements table;
  private final StoreGuard guard;

  PollStore(SeriesCatalog catalog, BlockStatements table, StoreGuard guard) {
    this.catalog = catalog;
    this.table = table;
    this.guard = guard;
  }

  /**
   * Looks the series up and packs their readings, in the units of the series; retries as long as
   * necessary.
   *
   * @param worker runs what is too long for an event loop
   */
  public Uni<PackedPoll> pack(Poll poll, Executor worker) {
    if (poll.series().isEmpty()) {
      return Uni.createFrom().item(new PackedPoll(poll, List.of(), List.of(), null));
    }
    return catalog.identify(poll.series()).emitOn(worker).map(found -> pack(poll, found));
  }

  private PackedPoll pack(Poll poll, Identification found) {
    IdentifiedPoll identified = IdentifiedPoll.of(poll, found.series(), units);
    return new PackedPoll(
        identified.poll(),
        identified.refused(),
        Packing.pack(identified.series(), poll.offsets()),
        found.serverStart());
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
        .invoke(held -> forgetUnlessAll(held, claim));
  }

  /** Rare enough not to look for the cause. */
  private void forgetUnlessAll(Set<Integer> held, Claim claim) {
    if (held.size() < claim.moves().size()) {
      catalog.forget();
    }
  }
}
