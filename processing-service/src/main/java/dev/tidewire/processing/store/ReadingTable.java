package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;

/** The table {@code reading}: rows go in, the last write of a (series, time) wins. */
@ApplicationScoped
class ReadingTable implements ReadingStatements {
  private static final String ROWS =
      "SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[])";

  private static final String INSERT = "INSERT INTO reading (series_id, time, value) " + ROWS;

  /** So that the upsert finds a row to hold, also in a partition that nothing was stored of. */
  private static final String ENSURE_WATERMARKS =
      """
      INSERT INTO watermark (topic_id, partition, next_offset)
      SELECT $1::uuid, partition, 0 FROM unnest($2::int[]) AS partition ORDER BY partition
      ON CONFLICT DO NOTHING
      """;

  /**
   * Leaves rows alone that are there to the bit: a redelivery writes nothing. The final SELECT sees
   * the table as it was before, so it counts the keys that were there.
   *
   * <p>Writes nothing when a watermark is above the first offset that the rows come from. The
   * watermarks are held until the rows are written: whoever has the partition now cannot raise
   * them, and so not go on to a correction, in between. A plain insert needs none of this, as it
   * replaces nothing.
   */
  private static final String UPSERT =
      """
      WITH given (series_id, time, value) AS (%s),
      held AS (
        SELECT partition, next_offset FROM watermark
        WHERE topic_id = $4::uuid AND partition = ANY($5::int[]) ORDER BY partition FOR SHARE),
      late AS (
        SELECT 1 FROM held JOIN unnest($5::int[], $6::bigint[]) AS claim (partition, first_offset)
          USING (partition)
        WHERE next_offset > first_offset),
      written AS (
        INSERT INTO reading AS r (series_id, time, value)
        SELECT * FROM given WHERE NOT EXISTS (SELECT FROM late)
        ON CONFLICT (series_id, time) DO UPDATE SET value = excluded.value
        WHERE float8send(r.value) <> float8send(excluded.value))
      SELECT EXISTS (SELECT FROM late),
        (SELECT count(*) FROM given JOIN reading USING (series_id, time))
      """
          .formatted(ROWS);

  private final Pool pool;
  private final PartitionCatalog partitions;
  private final StoreMetrics metrics;

  ReadingTable(Pool pool, PartitionCatalog partitions, StoreMetrics metrics) {
    this.pool = pool;
    this.partitions = partitions;
    this.metrics = metrics;
  }

  @Override
  public Uni<Void> ensurePartitions(Rows rows) {
    return partitions.ensure(rows);
  }

  @Override
  public void forgetPartitions() {
    partitions.forget();
  }

  @Override
  public Uni<Void> insert(Rows rows) {
    return execute(INSERT, columns(rows)).replaceWithVoid();
  }

  @Override
  public Uni<StoreResult> upsert(Rows rows, Claim claim) {
    Tuple columns = columns(rows);
    Integer[] claimed = WatermarkTable.partitions(claim);
    Tuple fenced =
        Tuple.tuple()
            .addValue(columns.getValue(0))
            .addValue(columns.getValue(1))
            .addValue(columns.getValue(2))
            .addValue(claim.topicId())
            .addValue(claimed)
            .addValue(WatermarkTable.firstOffsets(claim));
    return pool.preparedQuery(ENSURE_WATERMARKS)
        .execute(Tuple.of(claim.topicId(), claimed))
        .chain(() -> execute(UPSERT, fenced))
        .map(result -> upserted(rows, result.iterator().next()));
  }

  private static StoreResult upserted(Rows rows, Row outcome) {
    return outcome.getBoolean(0)
        ? new StoreResult.Late()
        : new StoreResult.Stored(rows.size(), outcome.getInteger(1));
  }

  private Uni<RowSet<Row>> execute(String sql, Tuple columns) {
    return Uni.createFrom()
        .deferred(
            () -> {
              long start = System.nanoTime();
              return pool.preparedQuery(sql)
                  .execute(columns)
                  .onTermination()
                  .invoke(() -> metrics.statement(System.nanoTime() - start));
            });
  }

  private static Tuple columns(Rows rows) {
    int size = rows.size();
    Long[] seriesIds = new Long[size];
    OffsetDateTime[] times = new OffsetDateTime[size];
    Double[] values = new Double[size];
    TimestampCache timestamps = new TimestampCache();
    for (int row = 0; row < size; row++) {
      boolean sameSeries = row > 0 && rows.seriesId(row) == rows.seriesId(row - 1);
      seriesIds[row] = sameSeries ? seriesIds[row - 1] : Long.valueOf(rows.seriesId(row));
      times[row] = timestamps.of(rows.timeMicros(row));
      values[row] = rows.value(row);
    }
    return Tuple.of(seriesIds, times, values);
  }
}
