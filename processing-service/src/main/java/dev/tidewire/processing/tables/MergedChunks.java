package dev.tidewire.processing.tables;

import static dev.tidewire.processing.store.Parameters.doubles;
import static dev.tidewire.processing.store.Parameters.longs;
import static dev.tidewire.processing.store.Parameters.times;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.Chunk;
import dev.tidewire.processing.chunk.ChunkPlace;
import dev.tidewire.processing.chunk.MergeStatements.TakenChunk;
import dev.tidewire.processing.chunk.SeriesDay;
import dev.tidewire.processing.store.Parameters;
import dev.tidewire.processing.store.PartitionCatalog;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table {@code chunk} in the transaction of a merge. */
final class MergedChunks {
  /** Three look-ups in the primary key a day, however many chunks the day has. */
  private static final String FIND_CHUNKS =
      """
      SELECT c.*
      FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
             AS day (series, start, first, last),
           LATERAL (
             (SELECT series_id, start_time, end_time, n FROM chunk
              WHERE series_id = day.series AND end_time >= day.start AND end_time < day.first
              ORDER BY end_time DESC LIMIT 1)
             UNION ALL
             SELECT series_id, start_time, end_time, n FROM chunk
             WHERE series_id = day.series AND end_time >= day.first AND end_time < day.last
             UNION ALL
             (SELECT series_id, start_time, end_time, n FROM chunk
              WHERE series_id = day.series AND end_time >= day.last
                AND end_time < day.start + interval '24 hours'
              ORDER BY end_time LIMIT 1)) AS c
      ORDER BY c.series_id, c.end_time
      """;

  private static final String TAKE_CHUNKS =
      """
      DELETE FROM chunk AS c USING unnest($1::bigint[], $2::timestamptz[]) AS place (series, ends)
      WHERE c.series_id = place.series AND c.end_time = place.ends
      RETURNING c.series_id, c.start_time, c.end_time, c.n, c.body
      """;

  private static final String NOW = "SELECT (extract(epoch FROM now()) * 1000000)::bigint";

  private static final String WRITE_CHUNKS =
      """
      INSERT INTO chunk (series_id, start_time, end_time, n,
                         first, last, least, greatest, total, body)
      SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::int[],
                           $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[],
                           $10::bytea[])
      """;

  private final MergeConnection connection;
  private final PartitionCatalog partitions;

  MergedChunks(MergeConnection connection, PartitionCatalog partitions) {
    this.connection = connection;
    this.partitions = partitions;
  }

  List<ChunkPlace> find(ReadingColumns readings, List<SeriesDay> days) {
    RowSet<Row> rows =
        connection.ask(
            FIND_CHUNKS,
            Tuple.of(
                longs(days, SeriesDay::seriesId),
                times(days, SeriesDay::startMicros),
                times(days, day -> readings.timeMicros(day.slice().from())),
                times(days, day -> readings.timeMicros(day.slice().to() - 1))));
    List<ChunkPlace> found = new ArrayList<>(rows.size());
    rows.forEach(row -> found.add(place(row)));
    return found;
  }

  List<TakenChunk> take(List<ChunkPlace> places) {
    RowSet<Row> rows =
        connection.ask(
            TAKE_CHUNKS,
            Tuple.of(longs(places, ChunkPlace::seriesId), times(places, ChunkPlace::lastMicros)));
    List<TakenChunk> taken = new ArrayList<>(rows.size());
    rows.forEach(row -> taken.add(new TakenChunk(place(row), MergeConnection.bytes(row, 4))));
    return taken;
  }

  /**
   * Partitions are made outside the transaction: they stay, and lock others only briefly. Only the
   * clocks of this machine and of the database together make readings too old.
   */
  int write(List<Chunk> chunks) {
    long[] ends = chunks.stream().mapToLong(chunk -> chunk.at().lastMicros()).toArray();
    long horizon = horizon(ends);
    if (!partitions.haveChunks(ends, horizon)) {
      throw new MissingPartitionsException(ends, horizon);
    }
    Map<Boolean, List<Chunk>> byExpiry =
        chunks.stream()
            .collect(partitioningBy(one -> partitions.isExpired(one.at().lastMicros(), horizon)));
    insert(requireNonNull(byExpiry.get(false)));
    return requireNonNull(byExpiry.get(true)).stream().mapToInt(one -> one.at().size()).sum();
  }

  private long horizon(long[] ends) {
    return partitions.mayBeExpired(ends)
        ? partitions.horizonMicros(connection.ask(NOW, Tuple.tuple()).iterator().next().getLong(0))
        : ReadingTime.MIN_MICROS;
  }

  private void insert(List<Chunk> chunks) {
    if (chunks.isEmpty()) {
      return;
    }
    connection.ask(
        WRITE_CHUNKS,
        Tuple.tuple()
            .addValue(longs(chunks, chunk -> chunk.at().seriesId()))
            .addValue(times(chunks, chunk -> chunk.at().firstMicros()))
            .addValue(times(chunks, chunk -> chunk.at().lastMicros()))
            .addValue(Parameters.ints(chunks, chunk -> chunk.at().size()))
            .addValue(doubles(chunks, Chunk::first))
            .addValue(doubles(chunks, Chunk::last))
            .addValue(doubles(chunks, Chunk::least))
            .addValue(doubles(chunks, Chunk::greatest))
            .addValue(doubles(chunks, Chunk::total))
            .addValue(Parameters.bodies(chunks, Chunk::body)));
  }

  private static ChunkPlace place(Row row) {
    return new ChunkPlace(
        row.getLong(0),
        ReadingTime.toMicros(row.getOffsetDateTime(1)),
        ReadingTime.toMicros(row.getOffsetDateTime(2)),
        row.getInteger(3));
  }
}
