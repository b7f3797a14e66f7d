package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.ReadingPosition;
import dev.tidewire.query.page.Rounds;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.series.Series;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Reads readings. */
@Singleton
public class ReadingStore {
  /** Where an active series has its last chunk: two weekly partitions instead of all. */
  private static final Duration RECENTLY = Duration.ofDays(8);

  /** Of a shelf, so many blocks are likely to have the latest reading of an active series. */
  static final int LIKELY = 12;

  /** How many times as many blocks are looked at when those were too few. */
  private static final int GROWTH = 16;

  /** So many fit into the memory for an answer, for each of the database's connections. */
  private static final long FEW_BLOCKS = 400;

  private final Database database;
  private final Clock clock;
  private final Counter served;

  ReadingStore(Database database, Clock clock, MeterRegistry metrics) {
    this.database = database;
    this.clock = clock;
    this.served =
        Counter.builder("tidewire.query.readings")
            .description("Readings read from the database for answers")
            .register(metrics);
  }

  /**
   * Hands a page of readings to the sink.
   *
   * @param series at least one, in the order of their ids
   * @param after the reading to continue after, or null to begin
   */
  public Future<PageEnd> page(
      List<Series> series,
      TimeRange range,
      Order order,
      @Nullable ReadingPosition after,
      int limit,
      ReadingSink sink) {
    long[] ids = series.stream().mapToLong(Series::id).toArray();
    Rounds rounds = new Rounds(ids, range, order, after, limit);
    PageQuery query = new PageQuery(series, Shelves.of(series), order, rounds);
    return complete(query, sink, System.nanoTime() + database.deadline().toNanos())
        .map(page -> new PageEnd(page.readings(), page.next()))
        .onSuccess(end -> served.increment(end.readings()));
  }

  /** All rounds together have one deadline: nobody waits for those that come later. */
  private Future<Rounds> complete(PageQuery query, ReadingSink sink, long end) {
    long blocks = (long) query.rounds().blockLimit() * query.shelves().all().size();
    SeriesCheck check = new SeriesCheck(query.series());
    return ask(check, query.statement(), query.parameters(), query.collector(sink), blocks, end)
        .compose(
            page -> page.isComplete() ? Future.succeededFuture(page) : complete(query, sink, end));
  }

  /**
   * Asks the database.
   *
   * @param check of the ids in the statement
   * @param blocks so many may be in the answer
   * @param end when the answer is of no use any more, as {@link System#nanoTime}
   */
  private <T> Future<T> ask(
      SeriesCheck check,
      Statement statement,
      Tuple parameters,
      Collector<Row, ?, T> rows,
      long blocks,
      long end) {
    Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    return blocks > FEW_BLOCKS
        ? database.queryInPieces(statement, parameters, rows, left, check)
        : database.query(statement, parameters, rows, left, check);
  }

  /**
   * The latest reading of each series that has one: first where it is likely to be, then in all
   * chunks and in more and more blocks.
   */
  public Future<LatestReadings> latest(List<Series> series) {
    long recently = ReadingTime.toMicros(clock.instant().minus(RECENTLY));
    LatestReadings latest = new LatestReadings(series);
    long end = System.nanoTime() + database.deadline().toNanos();
    return latest(LatestQuery.glance(latest, recently, LIKELY), end)
        .compose(likely -> search(likely, LIKELY * GROWTH, end))
        .onSuccess(all -> served.increment(all.found()));
  }

  private Future<LatestReadings> search(LatestReadings found, int blocks, long end) {
    int more = (int) Math.min(Integer.MAX_VALUE, (long) GROWTH * blocks);
    return found.isComplete()
        ? Future.succeededFuture(found)
        : latest(LatestQuery.search(found, blocks), end).compose(known -> search(known, more, end));
  }

  private Future<LatestReadings> latest(LatestQuery query, long end) {
    long blocks = (long) query.blocks() * query.shelves().all().size();
    SeriesCheck check = new SeriesCheck(query.series());
    return ask(check, LatestQuery.STATEMENT, query.parameters(), query.collector(), blocks, end);
  }
}
