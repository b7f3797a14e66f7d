package dev.tidewire.query.store;

import dev.tidewire.query.QueryConfig;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collector;
import org.jboss.logging.Logger;

/**
 * Runs statements within the deadline. Fails with {@link DatabaseUnavailableException} when the
 * database gives no answer, and says so in the log once for each outage.
 */
@Singleton
public class Database {
  private static final Logger LOG = Logger.getLogger(Database.class);

  private final LivePool pool;
  private final Duration deadline;
  private final AtomicBoolean answers = new AtomicBoolean(true);

  Database(LivePool pool, QueryConfig config) {
    this.pool = pool;
    this.deadline = config.database().deadline();
  }

  /**
   * Hands each row to the collector as it arrives, on the event loop. After a failure rows may
   * still arrive: what the collector gathers belongs to this query alone.
   */
  public <T> Future<T> query(String sql, Tuple parameters, Collector<Row, ?, T> collector) {
    return query(sql, parameters, collector, deadline);
  }

  /** As the other, within a deadline of its own. */
  public <T> Future<T> query(
      String sql, Tuple parameters, Collector<Row, ?, T> collector, Duration deadline) {
    return pool.get()
        .preparedQuery(sql)
        .collecting(collector)
        .execute(parameters)
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .transform(
            result ->
                result.succeeded()
                    ? answered(result.result())
                    : Future.failedFuture(failed(result.cause())));
  }

  private <T> Future<T> answered(SqlResult<T> result) {
    pool.answered();
    if (answers.compareAndSet(false, true)) {
      LOG.info("The database answers again");
    }
    return Future.succeededFuture(result.value());
  }

  private Throwable failed(Throwable cause) {
    if (cause instanceof PgException) {
      pool.answered();
    } else {
      pool.unanswered();
    }
    Throwable failure = DatabaseFailure.of(cause);
    if (failure instanceof DatabaseUnavailableException && answers.compareAndSet(true, false)) {
      LOG.warnf("%s Queries are answered 503 until it does: %s", failure.getMessage(), cause);
    }
    return failure;
  }
}
