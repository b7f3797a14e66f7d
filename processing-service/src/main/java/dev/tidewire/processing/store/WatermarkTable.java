package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.OffsetRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The table {@code watermark}. */
@ApplicationScoped
class WatermarkTable implements WatermarkStatements {
  /**
   * Not flushed for its own sake: a later commit of readings flushes it along, and without one
   * there is nothing that a late writer could spoil.
   */
  private static final String RAISE =
      """
      INSERT INTO watermark AS w (topic_id, partition, next_offset)
      SELECT $1::uuid, partition, next_offset
      FROM unnest($2::int[], $3::bigint[]) AS reached (partition, next_offset),
           set_config('synchronous_commit', 'off', true)
      ORDER BY partition
      ON CONFLICT (topic_id, partition) DO UPDATE SET next_offset = excluded.next_offset
      WHERE w.next_offset < excluded.next_offset
      """;

  private static final String SELECT =
      """
      SELECT partition, next_offset FROM watermark
      WHERE topic_id = $1::uuid AND partition = ANY($2::int[])
      """;

  private final Pool pool;

  WatermarkTable(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> raise(Claim claim) {
    Long[] next = claim.ranges().stream().map(OffsetRange::next).toArray(Long[]::new);
    return pool.preparedQuery(RAISE)
        .execute(Tuple.of(claim.topicId(), partitions(claim), next))
        .replaceWithVoid();
  }

  @Override
  public Uni<Map<Integer, Long>> of(Claim claim) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(claim.topicId(), partitions(claim)))
        .map(WatermarkTable::read);
  }

  private static Map<Integer, Long> read(RowSet<Row> rows) {
    Map<Integer, Long> watermarks = new HashMap<>();
    for (Row row : rows) {
      watermarks.put(row.getInteger(0), row.getLong(1));
    }
    return watermarks;
  }

  static Integer[] partitions(Claim claim) {
    return claim.ranges().stream().map(OffsetRange::partition).toArray(Integer[]::new);
  }

  static Long[] firstOffsets(Claim claim) {
    return claim.ranges().stream().map(OffsetRange::first).toArray(Long[]::new);
  }
}
