package dev.tidewire.processing.store;

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

  /**
   * Leaves rows alone that are there to the bit: a redelivery writes nothing. The final SELECT sees
   * the table as it was before, so it counts the keys that were there.
   */
  private static final String UPSERT =
      """
      WITH given (series_id, time, value) AS (%s),
      written AS (
        INSERT INTO reading AS r (series_id, time, value) SELECT * FROM given
        ON CONFLICT (series_id, time) DO UPDATE SET value = excluded.value
        WHERE float8send(r.value) <> float8send(excluded.value))
      SELECT count(*) FROM given JOIN reading USING (series_id, time)
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
  public Uni<Integer> upsert(Rows rows) {
    return execute(UPSERT, columns(rows)).map(result -> result.iterator().next().getInteger(0));
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
