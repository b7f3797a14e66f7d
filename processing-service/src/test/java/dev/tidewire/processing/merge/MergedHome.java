package dev.tidewire.processing.merge;

import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Merges;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.chunk.Settle;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A home of a store of its own, and all that was written to it. */
final class MergedHome implements AutoCloseable {
  static final int HOME = 3;
  static final int ALL = 100_000;
  static final long SECOND = 1_000_000;
  static final long MIDNIGHT = MergeStore.micros("2025-11-22T00:00:00Z");

  private final MergeStore store = new MergeStore();
  private final MergeDatabase database = store.database();
  private final List<Reading> written = new ArrayList<>();
  private int size;
  private int offset;

  MergedHome() throws SQLException {}

  MergeStore store() {
    return store;
  }

  MergeDatabase database() {
    return database;
  }

  /** All polls, in their order. */
  List<Reading> written() {
    return written;
  }

  /** How many readings the polls had, without those that a later one of the same poll replaces. */
  int size() {
    return size;
  }

  /** Of the next poll. */
  int offset() {
    return offset;
  }

  void write(List<Reading> poll) throws SQLException {
    store.write(HOME, offset % 2, offset++, poll);
    written.addAll(poll);
    size += Reading.last(poll).size();
  }

  Merged gather(int most) {
    return database.merge(HOME, tables -> Merges.gather(tables, HOME, most)).orElseThrow();
  }

  /** Of all groups; returns how many duplicates there were. */
  int settle(int most) throws SQLException {
    int duplicates = 0;
    for (long group : store.groups(HOME)) {
      duplicates += settle(group, most).duplicates();
    }
    return duplicates;
  }

  private Merged settle(long group, int most) {
    return database.merge(HOME, tables -> Settle.run(tables, HOME, group, most)).orElseThrow();
  }

  @Override
  public void close() throws SQLException {
    store.close();
  }
}
