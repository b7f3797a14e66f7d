package dev.tidewire.processing.readings;

import static dev.tidewire.processing.store.Parameters.bodies;
import static dev.tidewire.processing.store.Parameters.ints;
import static dev.tidewire.processing.store.Parameters.longs;
import static dev.tidewire.processing.store.Parameters.times;

import dev.tidewire.processing.store.Statement;
import dev.tidewire.processing.store.Statements;
import dev.tidewire.processing.store.StoreMetrics;
import dev.tidewire.processing.watermark.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code block}, as polls write it. */
@ApplicationScoped
class BlockTable implements BlockStatements {
  /**
   * The watermarks are locked in the order of partitions until the blocks are committed, so the
   * commits of a partition, and the numbers of its blocks, are in the order of its records. The
   * final SELECT sees the watermarks as they were before.
   */
  private static final Statement WRITE =
      new Statement(
          "INSERT block",
          """
          WITH claim (partition, known, next) AS (
            SELECT * FROM unnest($2::int[], $3::bigint[], $4::bigint[])),
          locked AS (
            SELECT w.partition FROM watermark w JOIN claim c USING (partition)
            WHERE w.topic_id = $1 AND w.next_offset = c.known AND w.truncated_to IS NULL
              AND coalesce($5, %1$s) = %1$s
            ORDER BY w.partition
            FOR NO KEY UPDATE OF w),
          won AS (
            UPDATE watermark w SET next_offset = c.next
            FROM claim c JOIN locked USING (partition)
            WHERE w.topic_id = $1 AND w.partition = c.partition AND w.next_offset = c.known
            RETURNING w.partition),
          written AS (
            INSERT INTO block (home, level, grp, source, first_offset, last_offset,
                               first_series, last_series, min_time, max_time, n, body)
            SELECT home, 0, 0, source, first_offset, last_offset,
                   first_series, last_series, min_time, max_time, n, body
            FROM unnest($6::int[], $7::int[], $8::bigint[], $9::bigint[], $10::bigint[],
                        $11::bigint[], $12::timestamptz[], $13::timestamptz[], $14::int[],
                        $15::bytea[])
              AS b (home, source, first_offset, last_offset, first_series, last_series,
                    min_time, max_time, n, body)
            WHERE b.source IN (SELECT partition FROM won))
          SELECT partition FROM won
          UNION
          SELECT w.partition FROM watermark w JOIN claim c USING (partition)
          WHERE w.topic_id = $1 AND w.next_offset = c.next AND w.truncated_to IS NULL
          """
              .formatted(Statement.SERVER_START));

  private final Statements statements;
  private final StoreMetrics metrics;

  BlockTable(Statements statements, StoreMetrics metrics) {
    this.statements = statements;
    this.metrics = metrics;
  }

  @Override
  public Uni<Set<Integer>> write(List<Block> blocks, Claim claim, @Nullable Long serverStart) {
    return Uni.createFrom()
        .deferred(
            () -> {
              long start = System.nanoTime();
              return statements
                  .execute(WRITE, parameters(blocks, claim, serverStart))
                  .onTermination()
                  .invoke(() -> metrics.statement(System.nanoTime() - start));
            })
        .map(BlockTable::partitions);
  }

  private static Tuple parameters(List<Block> blocks, Claim claim, @Nullable Long serverStart) {
    return Tuple.tuple()
        .addUUID(claim.topicId())
        .addArrayOfInteger(ints(claim.moves(), Claim.Move::partition))
        .addArrayOfLong(longs(claim.moves(), Claim.Move::known))
        .addArrayOfLong(longs(claim.moves(), Claim.Move::next))
        .addLong(serverStart)
        .addArrayOfInteger(ints(blocks, Block::home))
        .addArrayOfInteger(ints(blocks, block -> block.source().partition()))
        .addArrayOfLong(longs(blocks, block -> block.source().first()))
        .addArrayOfLong(longs(blocks, block -> block.source().next() - 1))
        .addArrayOfLong(longs(blocks, Block::firstSeries))
        .addArrayOfLong(longs(blocks, Block::lastSeries))
        .addArrayOfOffsetDateTime(times(blocks, Block::minTime))
        .addArrayOfOffsetDateTime(times(blocks, Block::maxTime))
        .addArrayOfInteger(ints(blocks, Block::n))
        .addValue(bodies(blocks, Block::body));
  }

  private static Set<Integer> partitions(RowSet<Row> rows) {
    Set<Integer> partitions = new HashSet<>();
    rows.forEach(row -> partitions.add(row.getInteger(0)));
    return partitions;
  }
}
