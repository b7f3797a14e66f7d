package dev.tidewire.bench.limit;

import dev.tidewire.contract.ReadingTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** The query service's statements, on a pool and connections set as its own are. */
final class BareQueries {
  private static final int POOL_SIZE = 8;

  private static final Map<String, String> CONNECTION =
      Map.of(
          "plan_cache_mode", "force_generic_plan",
          "enable_bitmapscan", "off",
          "enable_seqscan", "off",
          "jit", "off",
          "default_transaction_read_only", "on");

  private static final String LATEST =
      """
      SELECT 1::bigint, time, value
      FROM reading
      WHERE series_id = $1::bigint AND time >= $2::timestamptz AND time < $3::timestamptz
      ORDER BY time DESC
      LIMIT 1
      """;

  private static final String RANGE =
      """
      SELECT 1::bigint, time, value
      FROM reading
      WHERE series_id = $1::bigint AND time >= $2::timestamptz AND time < $3::timestamptz
      ORDER BY time ASC
      LIMIT $4::bigint
      """;

  private final Pool pool;

  BareQueries(Vertx vertx, String uri) {
    PgConnectOptions options = PgConnectOptions.fromUri(uri).setCachePreparedStatements(true);
    CONNECTION.forEach(options::addProperty);
    this.pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(POOL_SIZE))
            .connectingTo(options)
            .using(vertx)
            .build();
  }

  /** Reads the latest reading of {@code ?series=&from=&to=}. */
  Future<Integer> latest(HttpServerRequest request) {
    return query(LATEST, Tuple.of(series(request), time(request, "from"), time(request, "to")));
  }

  /** Reads the readings of {@code ?series=&from=&to=&limit=}. */
  Future<Integer> range(HttpServerRequest request) {
    return query(
        RANGE,
        Tuple.of(
            series(request),
            time(request, "from"),
            time(request, "to"),
            Long.valueOf(request.getParam("limit"))));
  }

  private Future<Integer> query(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters).map(BareQueries::touch);
  }

  /** Looks at each row, as whoever wants them must. */
  private static int touch(RowSet<Row> rows) {
    int finite = 0;
    for (Row row : rows) {
      boolean isThere = row.getOffsetDateTime(1) != null && Double.isFinite(row.getDouble(2));
      finite += isThere ? 1 : 0;
    }
    return finite;
  }

  private static Long series(HttpServerRequest request) {
    return Long.valueOf(request.getParam("series"));
  }

  private static OffsetDateTime time(HttpServerRequest request, String parameter) {
    return ReadingTime.toInstant(Long.parseLong(request.getParam(parameter)) * 1_000)
        .atOffset(ZoneOffset.UTC);
  }
}
