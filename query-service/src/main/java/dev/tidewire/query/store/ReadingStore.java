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
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
    return complete(new PageQuery(series, Shelves.of(series), order, rounds), sink)
        .map(page -> new PageEnd(page.readings(), page.next()))
        .onSuccess(end -> served.increment(end.readings()));
  }

  private Future<Rounds> complete(PageQuery query, ReadingSink sink) {
    Future<Rounds> round =
        query.rounds().isWide()
            ? database.queryInPieces(query.statement(), query.parameters(), query.collector(sink))
            : database.query(query.statement(), query.parameters(), query.collector(sink));
    return round.compose(
        page -> page.isComplete() ? Future.succeededFuture(page) : complete(query, sink));
  }

  /**
   * The latest reading of each series that has one: first where it is likely to be, then in all
   * chunks and in more and more blocks.
   */
  public Future<LatestReadings> latest(List<Series> series) {
    long recently = ReadingTime.toMicros(clock.instant().minus(RECENTLY));
    LatestReadings latest = new LatestReadings(series);
    return latest(LatestQuery.glance(latest, recently, LIKELY))
        .compose(likely -> search(likely, LIKELY * GROWTH))
        .onSuccess(all -> served.increment(all.found()));
  }

  private Future<LatestReadings> search(LatestReadings found, int blocks) {
    return found.isComplete()
        ? Future.succeededFuture(found)
        : latest(LatestQuery.search(found, blocks))
            .compose(
                more -> search(more, (int) Math.min(Integer.MAX_VALUE, (long) GROWTH * blocks)));
  }

  private Future<LatestReadings> latest(LatestQuery query) {
    return query.blocks() > LIKELY * GROWTH
        ? database.queryInPieces(LatestQuery.STATEMENT, query.parameters(), query.collector())
        : database.query(LatestQuery.STATEMENT, query.parameters(), query.collector());
  }
}
