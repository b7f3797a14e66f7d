package dev.tidewire.processing.merge;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.chunk.Chunk;
import dev.tidewire.processing.chunk.ChunkPlace;
import dev.tidewire.processing.chunk.GroupBlock;
import dev.tidewire.processing.tables.MergeConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads blocks and chunks page by page, each in bounded time, in a transaction. */
final class ScrubTable {
  /** A block of the table {@code block}, with the number that names it. */
  record NumberedBlock(int home, long seq, int level, GroupBlock row) {}

  /** Chunks of 720 readings each; or pages of the table {@code block}, with one block each. */
  static final int PAGE = 50;

  private static final String PARTITIONS =
      """
      SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'chunk'::regclass
      ORDER BY 1 DESC
      """;

  private static final String BLOCK_PAGES =
      """
      SELECT pg_relation_size('block') / current_setting('block_size')::int
      """;

  private static final String BLOCKS =
      """
      SELECT home, seq, level, grp, first_series, last_series, min_time, max_time, n, body
      FROM block
      WHERE ctid >= format('(%s,0)', $1::bigint)::tid AND ctid < format('(%s,0)', $2::bigint)::tid
      """;

  private static final String CHUNKS =
      """
      SELECT series_id, start_time, end_time, n, first, last, least, greatest, total, body
      FROM %s WHERE (series_id, end_time) > ($1, $2) ORDER BY series_id, end_time LIMIT $3
      """;

  private final MergeConnection connection;

  ScrubTable(MergeConnection connection) {
    this.connection = connection;
  }

  /** The names of the partitions of the table {@code chunk}, usually the latest first. */
  List<String> partitions() {
    List<String> names = new ArrayList<>();
    connection.ask(PARTITIONS, Tuple.tuple()).forEach(row -> names.add(row.getString(0)));
    return names;
  }

  /** How many pages the table {@code block} has. */
  long blockPages() {
    return connection.ask(BLOCK_PAGES, Tuple.tuple()).iterator().next().getLong(0);
  }

  /** The blocks of {@link #PAGE} pages of the table. */
  List<NumberedBlock> blocks(long firstPage) {
    List<NumberedBlock> blocks = new ArrayList<>();
    for (Row row : connection.ask(BLOCKS, Tuple.of(firstPage, firstPage + PAGE))) {
      GroupBlock block =
          new GroupBlock(
              row.getLong(3),
              row.getLong(4),
              row.getLong(5),
              micros(row, 6),
              micros(row, 7),
              row.getInteger(8),
              body(row));
      blocks.add(new NumberedBlock(row.getInteger(0), row.getLong(1), row.getShort(2), block));
    }
    return blocks;
  }

  /** At most {@link #PAGE} chunks of a partition after this series and end. */
  List<Chunk> chunks(String partition, long afterSeries, long afterMicros) {
    OffsetDateTime after = ReadingTime.toUtc(afterMicros);
    List<Chunk> chunks = new ArrayList<>(PAGE);
    Tuple from = Tuple.of(afterSeries, after, (long) PAGE);
    for (Row row : connection.ask(CHUNKS.formatted(partition), from)) {
      chunks.add(
          new Chunk(
              new ChunkPlace(row.getLong(0), micros(row, 1), micros(row, 2), row.getInteger(3)),
              row.getDouble(4),
              row.getDouble(5),
              row.getDouble(6),
              row.getDouble(7),
              row.getDouble(8),
              body(row)));
    }
    return chunks;
  }

  private static long micros(Row row, int column) {
    return ReadingTime.toMicros(row.getOffsetDateTime(column));
  }

  /** The last column. */
  private static byte[] body(Row row) {
    return row.getDelegate().getBuffer(row.size() - 1).getBytes();
  }
}
