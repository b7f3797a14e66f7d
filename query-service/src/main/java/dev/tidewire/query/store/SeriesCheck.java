package dev.tidewire.query.store;

import dev.tidewire.query.series.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/**
 * Whether series have their ids also in the database that answers. One that takes the place of
 * another, from a backup or as a standby that lacked the last commits, may have given an id to
 * another series; so what reads readings by ids checks them in its own transaction.
 *
 * @param series whose ids a statement has
 */
record SeriesCheck(List<Series> series) {
  /** Of a statement without ids. */
  static final SeriesCheck NONE = new SeriesCheck(List.of());

  static final Statement STATEMENT =
      Statement.inIndexOrder(
          """
          SELECT count(*)
          FROM unnest($1::bigint[], $2::text[], $3::text[]) AS s (id, sensor, metric)
          JOIN series USING (id, sensor, metric)
          """);

  /** Fails with {@link OtherSeriesException} if one has another id. */
  Future<Void> run(SqlClient connection) {
    return series.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(STATEMENT.sql()).execute(parameters()).compose(this::compare);
  }

  private Tuple parameters() {
    return Tuple.of(
        series.stream().map(Series::id).toArray(Long[]::new),
        texts(Series::sensor),
        texts(Series::metric));
  }

  private String[] texts(Function<Series, String> property) {
    return series.stream().map(property).toArray(String[]::new);
  }

  private Future<Void> compare(RowSet<Row> same) {
    return same.iterator().next().getLong(0) == series.size()
        ? Future.succeededFuture()
        : Future.failedFuture(new OtherSeriesException());
  }
}
