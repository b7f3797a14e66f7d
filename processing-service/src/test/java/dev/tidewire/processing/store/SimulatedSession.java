package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.readings.Block;
import dev.tidewire.processing.readings.BlockStatements;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.store.SimulatedState.Place;
import dev.tidewire.processing.watermark.Claim;
import dev.tidewire.processing.watermark.Truncation;
import dev.tidewire.processing.watermark.WatermarkStatements;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one process on the simulated database, and the bugs that can be planted there.
 */
final class SimulatedSession implements BlockStatements, WatermarkStatements {
  private static final UUID ANY_TOPIC = new UUID(0, 1);

  private final SimulatedDatabase database;
  private final Bug bug;
  private final SimulatedBlocks blocks;
  private final Map<Place, Long> firstRead = new HashMap<>();

  SimulatedSession(SimulatedDatabase database, Bug bug) {
    this.database = database;
    this.bug = bug;
    this.blocks = new SimulatedBlocks(database, bug);
  }

  private Place place(UUID topicId, int partition) {
    return new Place(bug == Bug.KNOWS_TOPICS_BY_NAME ? ANY_TOPIC : topicId, partition);
  }

  @Override
  public Uni<Map<Integer, Long>> read(UUID topicId, List<OffsetRange> ranges) {
    return database.ask(() -> readNow(topicId, ranges));
  }

  private Map<Integer, Long> readNow(UUID topicId, List<OffsetRange> ranges) {
    SimulatedState next = database.state().copy();
    Map<Integer, Long> watermarks = new HashMap<>();
    boolean isNew = false;
    for (OffsetRange range : ranges) {
      Place place = place(topicId, range.partition());
      isNew |= next.watermarks().putIfAbsent(place, range.first()) == null;
      long now = next.watermarks().getOrDefault(place, range.first());
      watermarks.put(range.partition(), shown(place, now));
    }
    if (isNew) {
      database.commit(next, true);
    }
    return watermarks;
  }

  @Override
  public Uni<Map<Integer, Long>> find(UUID topicId, Set<Integer> partitions) {
    return database.ask(() -> findNow(topicId, partitions));
  }

  private Map<Integer, Long> findNow(UUID topicId, Set<Integer> partitions) {
    Map<Integer, Long> watermarks = new HashMap<>();
    for (int partition : partitions) {
      Place place = place(topicId, partition);
      Long now = database.state().watermarks().get(place);
      if (now != null) {
        watermarks.put(partition, shown(place, now));
      }
    }
    return watermarks;
  }

  private long shown(Place place, long now) {
    long first = firstRead.computeIfAbsent(place, one -> now);
    return bug == Bug.NEVER_READS_A_WATERMARK_AGAIN ? first : now;
  }

  @Override
  public Uni<Void> pass(UUID topicId, Claim.Move move) {
    return database.ask(() -> passNow(topicId, move)).replaceWithVoid();
  }

  private boolean passNow(UUID topicId, Claim.Move move) {
    Place place = place(topicId, move.partition());
    if (database.state().isAt(place, move.known())) {
      SimulatedState next = database.state().copy();
      boolean passesTooMuch = bug == Bug.PASSES_MORE_THAN_WAS_LOST;
      next.watermarks().put(place, passesTooMuch ? move.next() + 1 : move.next());
      database.commit(next, true);
    }
    return true;
  }

  @Override
  public Uni<Void> stop(UUID topicId, Truncation found) {
    return database.ask(() -> stopNow(topicId, found)).replaceWithVoid();
  }

  private boolean stopNow(UUID topicId, Truncation found) {
    SimulatedState next = database.state().copy();
    Place place = place(topicId, found.partition());
    if (next.isAt(place, found.watermark())) {
      next.truncated().put(place, found);
      database.commit(next, true);
    }
    return true;
  }

  @Override
  public Uni<List<Truncation>> stopped(UUID topicId, List<OffsetRange> ranges) {
    return database.ask(
        () ->
            ranges.stream()
                .map(range -> place(topicId, range.partition()))
                .flatMap(place -> Stream.ofNullable(database.state().truncated().get(place)))
                .toList());
  }

  @Override
  public Uni<Boolean> areStill(Claim claim) {
    return database.ask(
        () ->
            claim.moves().stream()
                .allMatch(move -> isThere(place(claim.topicId(), move.partition()), move)));
  }

  private boolean isThere(Place place, Claim.Move move) {
    boolean there = database.state().isAt(place, move.known());
    if (!there) {
      database.late();
    }
    return there || bug == Bug.IGNORES_THE_WATERMARK;
  }

  @Override
  public Uni<Set<Integer>> write(List<Block> written, Claim claim, @Nullable Long serverStart) {
    Uni<Set<Integer>> done = database.ask(() -> writeNow(written, claim, serverStart));
    return bug == Bug.DROPS_READINGS_IN_AN_OUTAGE
        ? done.onFailure().recoverWithItem(all(claim))
        : done;
  }

  private Set<Integer> writeNow(List<Block> written, Claim claim, @Nullable Long serverStart) {
    Set<Integer> done = new HashSet<>();
    Map<Place, Claim.Move> won = new HashMap<>();
    for (Claim.Move move : claim.moves()) {
      Place place = place(claim.topicId(), move.partition());
      if (database.state().isAt(place, move.next())) {
        done.add(move.partition());
      } else if (isRight(serverStart) && isThere(place, move) && !waits(written, move)) {
        won.put(place, move);
      }
    }
    blocks.write(written, won);
    won.keySet().forEach(place -> done.add(place.partition()));
    return bug == Bug.WINS_WHAT_ANOTHER_HAS_MOVED ? all(claim) : done;
  }

  private boolean isRight(@Nullable Long serverStart) {
    return serverStart == null
        || serverStart == database.serverStart()
        || bug == Bug.BELIEVES_THE_IDS_OF_A_SERVER_THAT_IS_GONE;
  }

  private boolean waits(List<Block> written, Claim.Move move) {
    return bug == Bug.WAITS_FOR_DELETED_RECORDS
        && written.stream()
            .map(Block::source)
            .anyMatch(
                source -> source.partition() == move.partition() && source.first() > move.known());
  }

  private static Set<Integer> all(Claim claim) {
    Set<Integer> all = new HashSet<>();
    claim.moves().forEach(move -> all.add(move.partition()));
    return all;
  }
}
