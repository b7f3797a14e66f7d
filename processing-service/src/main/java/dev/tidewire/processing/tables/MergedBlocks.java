package dev.tidewire.processing.tables;

import static dev.tidewire.processing.store.Parameters.longs;
import static dev.tidewire.processing.store.Parameters.times;

import dev.tidewire.processing.chunk.GroupBlock;
import dev.tidewire.processing.chunk.MergeStatements.TakenBlock;
import dev.tidewire.processing.chunk.Source;
import dev.tidewire.processing.store.Parameters;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The table {@code block} in the transaction of a merge. */
final class MergedBlocks {
  /** Bounds what one statement takes when the blocks are tiny. */
  private static final int MOST_BLOCKS = 2_000;

  /** The window counts what older blocks have. The places are good until the statement ends. */
  private static final String TAKE_BLOCKS =
      """
      DELETE FROM block WHERE ctid = ANY (ARRAY(
        SELECT place
        FROM (SELECT place, n, sum(n) OVER (ORDER BY seq) AS total
              FROM (SELECT ctid AS place, seq, n FROM block
                    WHERE home = $1 AND level = $2 AND grp = $3
                    ORDER BY seq LIMIT $4) AS oldest) AS counted
        WHERE total - n < $5))
      RETURNING seq, source, first_offset, last_offset, body
      """;

  private static final String WRITE_BLOCKS =
      """
      INSERT INTO block (home, level, source, first_offset, last_offset,
                         grp, first_series, last_series, min_time, max_time, n, body)
      SELECT $1::int, 1, $2::int, $3::bigint, $4::bigint, b.*
      FROM unnest($5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[], $9::timestamptz[],
                  $10::int[], $11::bytea[]) AS b
      """;

  private final MergeConnection connection;

  MergedBlocks(MergeConnection connection) {
    this.connection = connection;
  }

  /** Takes the oldest blocks of a level, by seq; no further one once they have so many readings. */
  List<TakenBlock> take(int home, int level, long group, int mostReadings) {
    Tuple which = Tuple.of(home, (short) level, group, (long) MOST_BLOCKS, (long) mostReadings);
    RowSet<Row> rows = connection.ask(TAKE_BLOCKS, which);
    List<TakenBlock> taken = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Source source = new Source(row.getInteger(1), row.getLong(2), row.getLong(3));
      taken.add(new TakenBlock(row.getLong(0), source, MergeConnection.bytes(row, 4)));
    }
    taken.sort(Comparator.comparingLong(TakenBlock::seq));
    return taken;
  }

  /** Writes blocks of level 1. */
  void write(int home, Source source, List<GroupBlock> blocks) {
    connection.ask(
        WRITE_BLOCKS,
        Tuple.tuple()
            .addValue(home)
            .addValue(source.partition())
            .addValue(source.firstOffset())
            .addValue(source.lastOffset())
            .addValue(longs(blocks, GroupBlock::group))
            .addValue(longs(blocks, GroupBlock::firstSeries))
            .addValue(longs(blocks, GroupBlock::lastSeries))
            .addValue(times(blocks, GroupBlock::minMicros))
            .addValue(times(blocks, GroupBlock::maxMicros))
            .addValue(Parameters.ints(blocks, GroupBlock::size))
            .addValue(Parameters.bodies(blocks, GroupBlock::body)));
  }
}
