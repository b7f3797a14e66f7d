package dev.tidewire.bench.limit;

import dev.tidewire.contract.ReadingTime;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
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

/**
 * The same readings from a table that has a row for each, with the size of pool of the query
 * service. The planner's settings are made once for each connection. There is no transaction and no
 * deadline.
 */
final class BareQueries {
  private static final int POOL_SIZE = 8;

  private static final Map<String, String> PLANNER =
      Map.of("plan_cache_mode", "force_generic_plan", "enable_seqscan", "off", "jit", "off");

  private static final String READINGS =
      """
      SELECT 1::bigint, time, value
      FROM bench.reading
      WHERE series_id = $1::bigint AND time >= $2::timestamptz AND time < $3::timestamptz
      """;

  private static final String LATEST = READINGS + "ORDER BY time DESC LIMIT 1";
  private static final String RANGE = READINGS + "ORDER BY time ASC LIMIT $4::bigint";

  private final Pool pool;

  BareQueries(Vertx vertx, String uri) {
    PgConnectOptions options = PgConnectOptions.fromUri(uri).setCachePreparedStatements(true);
    PLANNER.forEach(options::addProperty);
    this.pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(POOL_SIZE))
            .connectingTo(options)
            .using(vertx)
            .build();
  }

  /** Reads the latest reading of {@code ?series=&from=&to=} and counts the rows. */
  Future<Integer> latest(MultiMap parameters) {
    return count(LATEST, seriesAndTimes(parameters));
  }

  /** Reads the readings of {@code ?series=&from=&to=&limit=} and counts the rows. */
  Future<Integer> range(MultiMap parameters) {
    return count(RANGE, seriesAndTimes(parameters).addLong(number(parameters, "limit")));
  }

  private Future<Integer> count(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters).map(BareQueries::touch);
  }

  /** Looks at each row, as every reader of the rows must. */
  private static int touch(RowSet<Row> rows) {
    int finite = 0;
    for (Row row : rows) {
      boolean isThere = row.getOffsetDateTime(1) != null && Double.isFinite(row.getDouble(2));
      finite += isThere ? 1 : 0;
    }
    return finite;
  }

  private static Tuple seriesAndTimes(MultiMap parameters) {
    return Tuple.of(number(parameters, "series"), time(parameters, "from"), time(parameters, "to"));
  }

  private static OffsetDateTime time(MultiMap parameters, String name) {
    return ReadingTime.toInstant(number(parameters, name) * 1_000).atOffset(ZoneOffset.UTC);
  }

  private static long number(MultiMap parameters, String name) {
    return Long.parseLong(parameters.get(name));
  }
}
