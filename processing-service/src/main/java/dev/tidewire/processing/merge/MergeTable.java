package dev.tidewire.processing.merge;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.Chunk;
import dev.tidewire.processing.chunk.ChunkPlace;
import dev.tidewire.processing.chunk.GroupBlock;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.SeriesDay;
import dev.tidewire.processing.chunk.Source;
import dev.tidewire.processing.store.PartitionCatalog;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The tables {@code block} and {@code chunk} in a transaction. */
final class MergeTable implements MergeStatements {
  /** The first half of the advisory locks of merges, of which the home is the second: "merg". */
  private static final int LOCK_CLASS = 0x6d657267;

  /** Bounds what one statement takes when the blocks are tiny. */
  private static final int MOST_BLOCKS = 2_000;

  private static final String LOCK = "SELECT pg_try_advisory_xact_lock($1, $2)";

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

  MergeTable(MergeConnection connection, PartitionCatalog partitions) {
    this.connection = connection;
    this.partitions = partitions;
  }

  @Override
  public boolean lock(int home) {
    return connection.ask(LOCK, Tuple.of(LOCK_CLASS, home)).iterator().next().getBoolean(0);
  }

  @Override
  public List<TakenBlock> takeWritten(int home, int mostReadings) {
    return takeBlocks(home, 0, 0, mostReadings);
  }

  @Override
  public List<TakenBlock> takeGathered(int home, long group, int mostReadings) {
    return takeBlocks(home, 1, group, mostReadings);
  }

  private List<TakenBlock> takeBlocks(int home, int level, long group, int mostReadings) {
    Tuple which = Tuple.of(home, (short) level, group, (long) MOST_BLOCKS, (long) mostReadings);
    RowSet<Row> rows = connection.ask(TAKE_BLOCKS, which);
    List<TakenBlock> taken = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Source source = new Source(row.getInteger(1), row.getLong(2), row.getLong(3));
      taken.add(new TakenBlock(row.getLong(0), source, bytes(row, 4)));
    }
    taken.sort(Comparator.comparingLong(TakenBlock::seq));
    return taken;
  }

  @Override
  public void writeBlocks(int home, Source source, List<GroupBlock> blocks) {
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
            .addValue(blocks.stream().map(GroupBlock::size).toArray(Integer[]::new))
            .addValue(bodies(blocks, GroupBlock::body)));
  }

  @Override
  public List<ChunkPlace> findChunks(ReadingColumns readings, List<SeriesDay> days) {
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

  @Override
  public List<TakenChunk> takeChunks(List<ChunkPlace> places) {
    RowSet<Row> rows =
        connection.ask(
            TAKE_CHUNKS,
            Tuple.of(longs(places, ChunkPlace::seriesId), times(places, ChunkPlace::lastMicros)));
    List<TakenChunk> taken = new ArrayList<>(rows.size());
    rows.forEach(row -> taken.add(new TakenChunk(place(row), bytes(row, 4))));
    return taken;
  }

  /** Partitions are made outside the transaction: they stay, and lock others only briefly. */
  /** Only the clocks of this machine and of the database together make readings too old. */
  @Override
  public int writeChunks(List<Chunk> chunks) {
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
            .addValue(chunks.stream().map(chunk -> chunk.at().size()).toArray(Integer[]::new))
            .addValue(doubles(chunks, Chunk::first))
            .addValue(doubles(chunks, Chunk::last))
            .addValue(doubles(chunks, Chunk::least))
            .addValue(doubles(chunks, Chunk::greatest))
            .addValue(doubles(chunks, Chunk::total))
            .addValue(bodies(chunks, Chunk::body)));
  }

  private static ChunkPlace place(Row row) {
    return new ChunkPlace(
        row.getLong(0),
        ReadingTime.toMicros(row.getOffsetDateTime(1)),
        ReadingTime.toMicros(row.getOffsetDateTime(2)),
        row.getInteger(3));
  }

  private static byte[] bytes(Row row, int column) {
    return row.getDelegate().getBuffer(column).getBytes();
  }

  private static <T> Long[] longs(List<T> all, ToLongFunction<T> of) {
    return all.stream().mapToLong(of).boxed().toArray(Long[]::new);
  }

  private static <T> OffsetDateTime[] times(List<T> all, ToLongFunction<T> of) {
    return all.stream().mapToLong(of).mapToObj(ReadingTime::toUtc).toArray(OffsetDateTime[]::new);
  }

  private static <T> Double[] doubles(List<T> all, Function<T, Double> of) {
    return all.stream().map(of).toArray(Double[]::new);
  }

  private static <T> Buffer[] bodies(List<T> all, Function<T, byte[]> of) {
    return all.stream().map(of).map(Buffer::buffer).toArray(Buffer[]::new);
  }
}
