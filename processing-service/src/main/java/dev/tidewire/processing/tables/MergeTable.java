package dev.tidewire.processing.tables;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.Chunk;
import dev.tidewire.processing.chunk.ChunkPlace;
import dev.tidewire.processing.chunk.GroupBlock;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.SeriesDay;
import dev.tidewire.processing.chunk.Source;
import dev.tidewire.processing.store.PartitionCatalog;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The tables {@code block} and {@code chunk} in a transaction. */
public final class MergeTable implements MergeStatements {
  /** The first half of the advisory locks of merges, of which the home is the second: "merg". */
  public static final int LOCK_CLASS = 0x6d657267;

  private static final String LOCK = "SELECT pg_try_advisory_xact_lock($1, $2)";

  private final MergeConnection connection;
  private final MergedBlocks blocks;
  private final MergedChunks chunks;

  /** In the transaction of this connection. */
  public MergeTable(MergeConnection connection, PartitionCatalog partitions) {
    this.connection = connection;
    this.blocks = new MergedBlocks(connection);
    this.chunks = new MergedChunks(connection, partitions);
  }

  @Override
  public boolean lock(int home) {
    return connection.ask(LOCK, Tuple.of(LOCK_CLASS, home)).iterator().next().getBoolean(0);
  }

  @Override
  public List<TakenBlock> takeWritten(int home, int mostReadings) {
    return blocks.take(home, 0, 0, mostReadings);
  }

  @Override
  public List<TakenBlock> takeGathered(int home, long group, int mostReadings) {
    return blocks.take(home, 1, group, mostReadings);
  }

  @Override
  public void writeBlocks(int home, Source source, List<GroupBlock> written) {
    blocks.write(home, source, written);
  }

  @Override
  public List<ChunkPlace> findChunks(ReadingColumns readings, List<SeriesDay> days) {
    return chunks.find(readings, days);
  }

  @Override
  public List<TakenChunk> takeChunks(List<ChunkPlace> places) {
    return chunks.take(places);
  }

  @Override
  public int writeChunks(List<Chunk> written) {
    return chunks.write(written);
  }
}
