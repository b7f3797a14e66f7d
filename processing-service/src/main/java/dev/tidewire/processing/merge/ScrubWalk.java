package dev.tidewire.processing.merge;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.FrameRow;
import dev.tidewire.platform.text.FailureText;
import dev.tidewire.processing.chunk.Checked;
import dev.tidewire.processing.chunk.Chunk;
import dev.tidewire.processing.chunk.ChunkPlace;
import dev.tidewire.processing.chunk.RowCheck;
import dev.tidewire.processing.merge.ScrubTable.NumberedBlock;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks each block and each chunk once: whether its frame is undamaged, and whether its row says
 * what its readings say. Rows that are written meanwhile may be left out. Not thread-safe.
 */
final class ScrubWalk {
  /** SQLSTATE of a table that is gone. */
  private static final String UNDEFINED_TABLE = "42P01";

  /** Class of the SQLSTATEs of what the server itself finds damaged. */
  private static final String CORRUPTED = "XX";

  private final MergeDatabase database;
  private final DamagedRows damaged;
  private final Set<String> found = new HashSet<>();
  private final Instant begun;

  /** The next page of the table {@code block}. */
  private long blockPage;

  /** Those that are left, the current one first; null before the blocks are through. */
  private @Nullable Deque<String> partitions;

  private long afterSeries = Long.MIN_VALUE;
  private long afterMicros = ReadingTime.MIN_MICROS;

  ScrubWalk(MergeDatabase database, DamagedRows damaged) {
    this.database = database;
    this.damaged = damaged;
    this.begun = damaged.begin();
  }

  /** Whether everything is checked. */
  boolean isThrough() {
    return partitions != null && partitions.isEmpty();
  }

  /** Checks the next page. Fails as the database does, and can be repeated then. */
  Checked next() {
    Checked checked;
    try {
      checked = partitions == null ? blocks() : chunks(partitions);
    } catch (PgException refusal) {
      checked = leaveOut(refusal);
    }
    if (isThrough()) {
      damaged.keepOnly(found, begun);
    }
    return checked;
  }

  private Checked blocks() {
    List<NumberedBlock> page =
        database.inTransaction(
            connection -> {
              ScrubTable table = new ScrubTable(connection);
              List<NumberedBlock> blocks = table.blocks(blockPage);
              if (blockPage + ScrubTable.PAGE >= table.blockPages()) {
                partitions = new ArrayDeque<>(table.partitions());
              }
              return blocks;
            });
    blockPage += ScrubTable.PAGE;
    return page.stream().map(this::check).reduce(Checked.NOTHING, Checked::and);
  }

  private Checked chunks(Deque<String> left) {
    List<Chunk> page =
        database.inTransaction(
            connection ->
                new ScrubTable(connection).chunks(left.element(), afterSeries, afterMicros));
    if (page.size() < ScrubTable.PAGE) {
      leave(left);
    } else {
      ChunkPlace last = page.get(page.size() - 1).at();
      afterSeries = last.seriesId();
      afterMicros = last.lastMicros();
    }
    return page.stream().map(this::check).reduce(Checked.NOTHING, Checked::and);
  }

  private void leave(Deque<String> left) {
    left.remove();
    afterSeries = Long.MIN_VALUE;
    afterMicros = ReadingTime.MIN_MICROS;
  }

  /** Nothing else is read of a partition that the server cannot read. */
  private Checked leaveOut(PgException refusal) {
    String state = String.valueOf(refusal.getSqlState());
    Deque<String> left = partitions;
    if (state.startsWith(CORRUPTED)) {
      String where =
          left == null
              ? "table block from page %d".formatted(blockPage)
              : "%s WHERE (series_id, end_time) > (%d, '%s')"
                  .formatted(left.element(), afterSeries, ReadingTime.toInstant(afterMicros));
      tell(where, FailureText.of(refusal));
      if (left == null) {
        blockPage += ScrubTable.PAGE;
      }
    } else if (left == null || !state.equals(UNDEFINED_TABLE)) {
      throw refusal;
    }
    if (left != null) {
      leave(left);
    }
    return new Checked(0, 0, state.startsWith(CORRUPTED) ? 1 : 0);
  }

  private Checked check(NumberedBlock block) {
    String where = FrameRow.ofBlock(block.home(), block.seq());
    return check(where, block.row().size(), RowCheck.ofBlock(block.level(), block.row()));
  }

  private Checked check(Chunk chunk) {
    String where = FrameRow.ofChunk(chunk.at().seriesId(), chunk.at().lastMicros());
    return check(where, chunk.at().size(), RowCheck.ofChunk(chunk));
  }

  private Checked check(String where, int readings, Optional<String> damage) {
    damage.ifPresent(cause -> tell(where, cause));
    return new Checked(1, readings, damage.isPresent() ? 1 : 0);
  }

  private void tell(String where, String cause) {
    if (found.size() < DamagedRows.MOST) {
      found.add(where);
    }
    damaged.found(where, cause);
  }
}
