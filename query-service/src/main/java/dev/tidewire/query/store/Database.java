package dev.tidewire.query.store;

import dev.tidewire.platform.database.DatabaseFailure;
import dev.tidewire.platform.database.DatabaseUnavailableException;
import dev.tidewire.query.QueryConfig;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  private final Pool pool;
  private final Duration deadline;
  private final StatementTracing tracing;
  private final AtomicBoolean answers = new AtomicBoolean(true);

  /** When it answered last, as {@link System#nanoTime}. */
  private volatile long answeredAt = System.nanoTime();

  Database(Pool pool, QueryConfig config, StatementTracing tracing) {
    this.pool = pool;
    this.deadline = config.database().deadline();
    this.tracing = tracing;
  }

  /**
   * Hands each row to the collector as it arrives, on the event loop. After a failure rows may
   * still arrive: the collector must belong to this query alone.
   */
  public <T> Future<T> query(
      Statement statement, Tuple parameters, Collector<Row, ?, T> collector) {
    return query(statement, parameters, collector, deadline);
  }

  /** As the other, within a deadline of its own. */
  public <T> Future<T> query(
      Statement statement, Tuple parameters, Collector<Row, ?, T> collector, Duration deadline) {
    return query(statement, parameters, collector, deadline, SeriesCheck.NONE);
  }

  /**
   * As the other, for a statement with ids of series. Fails with {@link OtherSeriesException} where
   * they are the ids of others.
   */
  <T> Future<T> query(
      Statement statement,
      Tuple parameters,
      Collector<Row, ?, T> collector,
      Duration deadline,
      SeriesCheck check) {
    return within(
        deadline,
        statement,
        (connection, left) ->
            OneRoundTrip.run(connection, check, statement, left, parameters, collector)
                .map(SqlResult::value));
  }

  /** As {@link #query}, for an answer that may have many megabytes: takes more round trips. */
  <T> Future<T> queryInPieces(
      Statement statement,
      Tuple parameters,
      Collector<Row, ?, T> collector,
      Duration deadline,
      SeriesCheck check) {
    return within(
        deadline,
        statement,
        (connection, left) ->
            InPieces.run(connection, check, statement, left, parameters, collector));
  }

  private interface Work<T> {
    /**
     * Runs the statement.
     *
     * @param left after which the server is to stop it
     */
    Future<T> run(SqlConnection connection, Duration left);
  }

  private <T> Future<T> within(Duration deadline, Statement statement, Work<T> work) {
    long end = System.nanoTime() + deadline.toNanos();
    Span span = tracing.begin(statement);
    return pool.withConnection(connection -> run(connection, work, end))
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .andThen(result -> StatementTracing.end(span, result))
        .transform(
            result ->
                result.succeeded()
                    ? answered(result.result())
                    : Future.failedFuture(failed(result.cause())));
  }

  /**
   * The server stops the statement before the caller gives up, so that a slow statement and a
   * silent database are told apart. A connection that comes too late runs nothing. An answer that
   * comes too late for its caller still shows that the database answers.
   */
  private <T> Future<T> run(SqlConnection connection, Work<T> work, long end) {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    return left.isNegative()
        ? Future.failedFuture(new TimeoutException("no connection in time"))
        : work.run(connection, left.multipliedBy(9).dividedBy(10))
            .onSuccess(answer -> answeredAt = System.nanoTime());
  }

  /** How long a statement may take, as a rule. */
  Duration deadline() {
    return deadline;
  }

  /** Whether it has answered anybody since a moment, as {@link System#nanoTime}. */
  public boolean hasAnsweredSince(long nanoTime) {
    return answeredAt - nanoTime >= 0;
  }

  private <T> Future<T> answered(T result) {
    if (answers.compareAndSet(false, true)) {
      LOG.info("The database answers again");
    }
    return Future.succeededFuture(result);
  }

  /**
   * That too many callers or blocks wait is no outage, and would be said again with every crowd.
   */
  private Throwable failed(Throwable cause) {
    Throwable failure = DatabaseFailure.of(cause);
    boolean isOutage =
        failure instanceof DatabaseUnavailableException
            && !(cause instanceof ConnectionPoolTooBusyException)
            && !(cause instanceof DatabaseUnavailableException);
    if (isOutage && answers.compareAndSet(true, false)) {
      LOG.warnf(
          "%s Queries are answered 503 until it does: %s",
          failure.getMessage(), DatabaseFailure.cause(cause));
    }
    return failure;
  }
}
