package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.readings.Block;
import dev.tidewire.processing.readings.BlockStatements;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic.Cell;
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
import org.jspecify.annotations.Nullable;

/**
 * The statements of one process on the simulated database, and the bugs that can be planted there.
 */
final class SimulatedSession implements BlockStatements, WatermarkStatements {
  private final SimulatedDatabase database;
  private final Bug bug;
  private final Map<Integer, Long> firstRead = new HashMap<>();

  SimulatedSession(SimulatedDatabase database, Bug bug) {
    this.database = database;
    this.bug = bug;
  }

  @Override
  public Uni<Map<Integer, Long>> read(UUID topicId, List<OffsetRange> ranges) {
    return database.ask(() -> readNow(ranges));
  }

  private Map<Integer, Long> readNow(List<OffsetRange> ranges) {
    Map<Integer, Long> watermarks = new HashMap<>();
    for (OffsetRange range : ranges) {
      long now = database.watermark(range);
      long first = firstRead.computeIfAbsent(range.partition(), partition -> now);
      watermarks.put(range.partition(), bug == Bug.NEVER_READS_A_WATERMARK_AGAIN ? first : now);
    }
    return watermarks;
  }

  @Override
  public Uni<Map<Integer, Long>> find(UUID topicId, Set<Integer> partitions) {
    return database.ask(() -> findNow(partitions));
  }

  private Map<Integer, Long> findNow(Set<Integer> partitions) {
    Map<Integer, Long> watermarks = new HashMap<>();
    for (int partition : partitions) {
      database
          .watermark(partition)
          .ifPresent(
              now -> {
                long first = firstRead.computeIfAbsent(partition, one -> now);
                watermarks.put(partition, bug == Bug.NEVER_READS_A_WATERMARK_AGAIN ? first : now);
              });
    }
    return watermarks;
  }

  @Override
  public Uni<Void> stop(UUID topicId, Truncation found) {
    return database.ask(() -> stopNow(found)).replaceWithVoid();
  }

  private boolean stopNow(Truncation found) {
    database.stop(found);
    return true;
  }

  @Override
  public Uni<List<Truncation>> stopped(UUID topicId, List<OffsetRange> ranges) {
    return database.ask(() -> database.stopped(ranges));
  }

  @Override
  public Uni<Boolean> areStill(Claim claim) {
    return database.ask(() -> claim.moves().stream().allMatch(this::isThere));
  }

  private boolean isThere(Claim.Move move) {
    boolean there = database.isAt(move.partition(), move.known());
    if (!there) {
      database.late();
    }
    return there || bug == Bug.IGNORES_THE_WATERMARK;
  }

  @Override
  public Uni<Set<Integer>> write(List<Block> blocks, Claim claim, @Nullable Long serverStart) {
    Uni<Set<Integer>> written = database.ask(() -> writeNow(blocks, claim));
    return bug == Bug.DROPS_READINGS_IN_AN_OUTAGE
        ? written.onFailure().recoverWithItem(all(claim))
        : written;
  }

  private Set<Integer> writeNow(List<Block> blocks, Claim claim) {
    Set<Integer> done = new HashSet<>();
    Set<Integer> held = new HashSet<>();
    for (Claim.Move move : claim.moves()) {
      if (database.isAt(move.partition(), move.next())) {
        done.add(move.partition());
      } else if (isThere(move)) {
        held.add(move.partition());
      }
    }
    if (bug != Bug.MOVES_WITHOUT_BLOCKS) {
      database.checkOpen();
    }
    move(claim, held);
    database.checkOpen();
    Map<Cell, Double> before = Map.copyOf(database.readings());
    database.add(blocks.stream().filter(block -> isStored(block, held)).toList());
    if (bug == Bug.KEEPS_THE_FIRST_OF_THE_TABLE) {
      database.readings().putAll(before);
    }
    invent(blocks);
    done.addAll(held);
    return bug == Bug.HOLDS_WHAT_ANOTHER_HAS_MOVED ? all(claim) : done;
  }

  private void move(Claim claim, Set<Integer> held) {
    for (Claim.Move move : claim.moves()) {
      if (held.contains(move.partition())) {
        database.move(move.partition(), move.next());
      }
    }
  }

  private boolean isStored(Block block, Set<Integer> held) {
    return held.contains(block.source().partition()) || bug == Bug.STORES_WHAT_IT_DOES_NOT_HOLD;
  }

  private void invent(List<Block> blocks) {
    if (bug == Bug.INVENTS_A_READING && !blocks.isEmpty()) {
      database.readings().put(new Cell(new SeriesKey("nobody", "value"), 1), 1.0);
    }
  }

  private static Set<Integer> all(Claim claim) {
    Set<Integer> all = new HashSet<>();
    claim.moves().forEach(move -> all.add(move.partition()));
    return all;
  }
}
