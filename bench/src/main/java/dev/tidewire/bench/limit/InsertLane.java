package dev.tidewire.bench.limit;

import dev.tidewire.bench.load.Sensors;
import dev.tidewire.bench.stack.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** A connection that inserts readings of half of the series, one statement after another. */
final class InsertLane {
  static final int SERIES = Sensors.COUNT / 2;

  /** So many that a statement's own cost does not show. */
  private static final int MAX_ROWS = 20_000;

  private static final String INSERT =
      """
      INSERT INTO bench.reading (series_id, time, value)
      SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[])
      """;

  private final PgConnection connection;
  private final SplittableRandom random;
  private final long firstSeries;
  private long nextMillis;

  InsertLane(Vertx vertx, String uri, long firstSeries, long firstMillis)
      throws IOException, InterruptedException {
    PgConnectOptions options = PgConnectOptions.fromUri(uri).setCachePreparedStatements(true);
    this.connection = Database.await(PgConnection.connect(vertx, options));
    this.random = new SplittableRandom(firstSeries);
    this.firstSeries = firstSeries;
    this.nextMillis = firstMillis;
  }

  /** Inserts {@code rows}, a multiple of the number of series, and gives how many there were. */
  Future<Long> insert(long rows) {
    if (rows <= 0) {
      return Future.succeededFuture(0L);
    }
    int ticks = (int) Math.min(rows, MAX_ROWS) / SERIES;
    Tuple columns = columns(ticks);
    nextMillis += ticks;
    return connection
        .preparedQuery(INSERT)
        .execute(columns)
        .compose(done -> insert(rows - MAX_ROWS).map(rest -> rest + done.rowCount()));
  }

  /** The columns of a statement, ascending by series and time as the primary key is. */
  private Tuple columns(int ticks) {
    int size = SERIES * ticks;
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
