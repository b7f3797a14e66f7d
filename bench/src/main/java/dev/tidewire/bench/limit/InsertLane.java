package dev.tidewire.bench.limit;

import dev.tidewire.bench.load.Sensors;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** One connection that inserts readings of some series, a statement at a time. Not thread-safe. */
final class InsertLane {
  /** What one statement of the processing service holds at most. */
  static final int MAX_ROWS = 20_000;

  private static final String INSERT =
      "INSERT INTO "
          + BareTable.NAME
          + " (series_id, time, value)"
          + " SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[])";

  private final PgConnection connection;
  private final SplittableRandom random;
  private final long firstSeries;
  private final int series;
  private long nextMillis;

  InsertLane(Vertx vertx, PgConnectOptions options, long firstSeries, int series, long firstMillis)
      throws Exception {
    this.connection = Awaiting.result(PgConnection.connect(vertx, options));
    this.random = new SplittableRandom(firstSeries);
    this.firstSeries = firstSeries;
    this.series = series;
    this.nextMillis = firstMillis;
  }

  /** Inserts {@code rows}, a multiple of the number of series, and returns how many went in. */
  long insert(long rows) throws Exception {
    long inserted = 0;
    for (long left = rows; left > 0; left -= MAX_ROWS) {
      int ticks = (int) Math.min(left, MAX_ROWS) / series;
      inserted += Awaiting.result(connection.preparedQuery(INSERT).execute(rows(ticks))).rowCount();
      nextMillis += ticks;
    }
    return inserted;
  }

  /** The columns of a statement, ascending by series and time as the primary key is. */
  private Tuple rows(int ticks) {
    int size = series * ticks;
    Long[] ids = new Long[size];
    OffsetDateTime[] times = new OffsetDateTime[size];
    Double[] values = new Double[size];
    for (int row = 0; row < size; row++) {
      int tick = row % ticks;
      ids[row] = tick > 0 ? ids[row - 1] : Long.valueOf(firstSeries + row / ticks);
      times[row] =
          row >= ticks
              ? times[tick]
              : Instant.ofEpochMilli(nextMillis + tick).atOffset(ZoneOffset.UTC);
      values[row] = Sensors.value(row / ticks, random);
    }
    return Tuple.of(ids, times, values);
  }
}
