package dev.tidewire.processing.store;

import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.chunk.Source;
import dev.tidewire.processing.readings.Block;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.store.SimulatedState.Place;
import dev.tidewire.processing.watermark.Claim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Moves watermarks and adds blocks as one process does, and as it should not. */
final class SimulatedBlocks {
  private static final int NUMBERS_AT_ONCE = 8;

  private final SimulatedDatabase database;
  private final Bug bug;
  private long nextNumber;
  private long numbersLeft;

  SimulatedBlocks(SimulatedDatabase database, Bug bug) {
    this.database = database;
    this.bug = bug;
  }

  /** Moves the watermarks on and writes the blocks of their partitions, or nothing. */
  void write(List<Block> blocks, Map<Place, Claim.Move> won) {
    SimulatedState next = database.state().copy();
    if (bug == Bug.WRITES_BLOCKS_WITHOUT_MOVING) {
      add(blocks, won, next);
      commit(next);
      database.checkGoesOn();
      move(won, next);
    } else {
      move(won, next);
      if (bug == Bug.MOVES_WITHOUT_BLOCKS) {
        commit(next);
      }
      database.checkGoesOn();
      add(blocks, won, next);
    }
    if (!won.isEmpty() || bug == Bug.STORES_WHAT_IT_HAS_NOT_WON) {
      commit(next);
    }
  }

  private void commit(SimulatedState next) {
    database.commit(next.copy(), bug != Bug.DOES_NOT_WAIT_FOR_THE_DISK);
  }

  private static void move(Map<Place, Claim.Move> won, SimulatedState next) {
    won.forEach((place, move) -> next.watermarks().put(place, move.next()));
  }

  private void add(List<Block> blocks, Map<Place, Claim.Move> won, SimulatedState next) {
    Map<Place, Long> ends = new HashMap<>();
    Map<Integer, Place> places = new HashMap<>();
    won.keySet().forEach(place -> places.put(place.partition(), place));
    Set<Reading.Key> there =
        bug == Bug.KEEPS_THE_FIRST_OF_THE_TABLE ? next.tables().read().keySet() : new HashSet<>();
    for (Block block : bug == Bug.STORES_ONE_BLOCK_OF_A_PARTITION ? firstOfEach(blocks) : blocks) {
      Place place = places.get(block.source().partition());
      if (place != null) {
        if (block.source().first() < next.storedTo().getOrDefault(place, 0L)) {
          database.storedTwice();
        }
        ends.put(place, block.source().next());
      }
      if (place != null || bug == Bug.STORES_WHAT_IT_HAS_NOT_WON) {
        add(block, there, next);
      }
    }
    next.storedTo().putAll(ends);
  }

  private static List<Block> firstOfEach(List<Block> blocks) {
    Set<Integer> seen = new HashSet<>();
    return blocks.stream().filter(block -> seen.add(block.source().partition())).toList();
  }

  private void add(Block block, Set<Reading.Key> there, SimulatedState next) {
    ReadingColumns readings = (ReadingColumns) FrameDecoder.decode(block.body());
    ReadingColumns kept = new ReadingColumns(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      if (!there.contains(new Reading.Key(readings.seriesId(i), readings.timeMicros(i)))) {
        kept.add(readings, i, i + 1);
      }
    }
    if (bug == Bug.INVENTS_A_READING) {
      kept.add(block.lastSeries(), block.maxTime() + 1, 1);
    }
    Source source =
        new Source(block.source().partition(), block.source().first(), block.source().next() - 1);
    if (kept.size() > 0) {
      byte[] body = FrameEncoder.encode(kept, 0, kept.size());
      next.tables().write(block.home(), source, body, number());
    }
  }

  private long number() {
    if (bug != Bug.TAKES_NUMBERS_IN_ADVANCE) {
      return database.nextNumber();
    }
    if (numbersLeft == 0) {
      nextNumber = database.nextNumber();
      numbersLeft = NUMBERS_AT_ONCE;
      for (int i = 1; i < NUMBERS_AT_ONCE; i++) {
        database.nextNumber();
      }
    }
    numbersLeft--;
    return nextNumber++;
  }
}
