package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.function.Supplier;

/** The table {@code reading}. The last write of a (series, time) wins. */
@ApplicationScoped
class ReadingTable implements ReadingStatements {
  private static final String ROWS =
      "SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[])";

  private static final Statement INSERT =
      new Statement("INSERT reading", "INSERT INTO reading (series_id, time, value) " + ROWS);

  /**
   * Does not rewrite rows that are equal to the bit, so a redelivery writes nothing. The final
   * SELECT sees the table as it was before, so it counts the keys that existed.
   *
   * <p>Writes nothing when a watermark is above the first offset that the rows come from, or when
   * another poll has replaced readings since the watermark was raised. Otherwise it records this
   * poll as the writer; everything below its first offset is stored. The watermarks are locked
   * until the rows are written, so the current owner of the partition cannot raise them, and cannot
   * continue with a correction, in between. A plain insert replaces nothing and needs none of this.
   */
  private static final Statement UPSERT =
      new Statement(
          "UPSERT reading",
          """
          WITH given (series_id, time, value) AS (%s),
          held AS (
            INSERT INTO watermark AS w (topic_id, partition, next_offset, writer)
            SELECT $4::uuid, partition, first_offset, $7::uuid
            FROM unnest($5::int[], $6::bigint[]) AS claim (partition, first_offset) ORDER BY partition
            ON CONFLICT (topic_id, partition) DO UPDATE
            SET next_offset = excluded.next_offset, writer = excluded.writer
            WHERE w.next_offset <= excluded.next_offset
              AND (w.writer IS NULL OR w.writer = excluded.writer)
            RETURNING 1),
          outcome (late) AS (SELECT count(*) < cardinality($5::int[]) FROM held),
          written AS (
            INSERT INTO reading AS r (series_id, time, value)
            SELECT * FROM given WHERE NOT (SELECT late FROM outcome)
            ON CONFLICT (series_id, time) DO UPDATE SET value = excluded.value
            WHERE float8send(r.value) <> float8send(excluded.value))
          SELECT late, (SELECT count(*) FROM given JOIN reading USING (series_id, time)) FROM outcome
          """
              .formatted(ROWS));

  private final Statements statements;
  private final PartitionCatalog partitions;
  private final StoreMetrics metrics;

  ReadingTable(Statements statements, PartitionCatalog partitions, StoreMetrics metrics) {
    this.statements = statements;
    this.partitions = partitions;
    this.metrics = metrics;
  }

  @Override
  public Uni<Boolean> addPartition(Rows rows) {
    return partitions.add(rows);
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
    Tuple fenced =
        Tuple.tuple()
            .addValue(columns.getValue(0))
            .addValue(columns.getValue(1))
            .addValue(columns.getValue(2))
            .addValue(claim.topicId())
            .addValue(WatermarkTable.partitions(claim))
            .addValue(WatermarkTable.firstOffsets(claim))
            .addValue(claim.writer());
    return execute(UPSERT, fenced).map(result -> upserted(rows, result.iterator().next()));
  }

  @Override
  public Uni<Void> tryOut(Rows other, Rows suspect) {
    return statements.inRolledBackTransaction(
        connection ->
            timed(() -> statements.execute(connection, INSERT, columns(other)))
                .onFailure(failure -> RowStore.kind(failure) == SqlFailure.DATA)
                .transform(failure -> new OtherRowRefusedException((PgException) failure))
                .chain(() -> timed(() -> statements.execute(connection, INSERT, columns(suspect))))
                .replaceWithVoid());
  }

  private static StoreResult upserted(Rows rows, Row outcome) {
    return outcome.getBoolean(0)
        ? new StoreResult.Late()
        : new StoreResult.Stored(rows.size(), outcome.getInteger(1));
  }

  private Uni<RowSet<Row>> execute(Statement statement, Tuple columns) {
    return timed(() -> statements.execute(statement, columns));
  }

  private Uni<RowSet<Row>> timed(Supplier<Uni<RowSet<Row>>> statement) {
    return Uni.createFrom()
        .deferred(
            () -> {
              long start = System.nanoTime();
              return statement
                  .get()
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
