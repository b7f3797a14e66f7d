package dev.tidewire.processing.chunk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Rows that are removed from the tables, and rows that are added. */
final class TablesChange {
  private final Set<Object> removed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<BlockRow> blocks = new ArrayList<>();
  private final List<ChunkRow> chunks = new ArrayList<>();

  static TablesChange between(SimulatedTables before, SimulatedTables after) {
    TablesChange change = new TablesChange();
    Set<Object> rows = rowsOf(before);
    after.blocks().stream().filter(row -> !rows.contains(row)).forEach(change.blocks::add);
    after.chunkRows().stream().filter(row -> !rows.contains(row)).forEach(change.chunks::add);
    change.removed.addAll(rows);
    change.removed.removeAll(rowsOf(after));
    return change;
  }

  private static Set<Object> rowsOf(SimulatedTables tables) {
    Set<Object> rows = Collections.newSetFromMap(new IdentityHashMap<>());
    rows.addAll(tables.blocks());
    rows.addAll(tables.chunkRows());
    return rows;
  }

  Set<Object> removed() {
    return removed;
  }

  boolean isEmpty() {
    return removed.isEmpty() && blocks.isEmpty() && chunks.isEmpty();
  }

  void add(TablesChange later) {
    blocks.removeIf(later.removed::contains);
    chunks.removeIf(later.removed::contains);
    removed.addAll(later.removed);
    blocks.addAll(later.blocks);
    chunks.addAll(later.chunks);
  }

  void apply(SimulatedTables tables) {
    tables.blocks().removeIf(removed::contains);
    tables.chunkRows().removeIf(removed::contains);
    tables.blocks().addAll(blocks);
    tables.chunkRows().addAll(chunks);
  }

  /** Adds what was added once more; blocks get new numbers. */
  void writeAgain(SimulatedTables tables) {
    blocks.forEach(tables::writeAgain);
    chunks.forEach(row -> tables.writeChunks(List.of(row.chunk())));
  }
}
