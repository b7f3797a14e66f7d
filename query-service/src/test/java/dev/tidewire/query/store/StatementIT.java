package dev.tidewire.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.RealPostgres;
import dev.tidewire.query.Stored;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a statement asks of Postgres holds for this statement, and for nothing else. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class StatementIT {
  private static final Collector<Row, ?, List<String>> TEXTS =
      Collectors.mapping(row -> row.getString(0), Collectors.toList());
  private static final String SETTINGS =
      "SELECT current_setting(name) FROM unnest(ARRAY['plan_cache_mode', 'enable_seqscan',"
          + " 'jit', 'transaction_read_only']) AS name";

  @Inject Database database;
  @Inject Pool pool;
  @Inject QueryConfig config;

  @Test
  void settingsHoldForTheirStatementOnly() {
    // Given
    List<String> session = await(pool.query(SETTINGS).collecting(TEXTS).execute()).value();
    // When
    List<String> ofIndex = await(query(Statement.ofIndex(SETTINGS)));
    List<String> ofDefault = await(query(Statement.of(SETTINGS)));
    // Then
    assertThat(ofIndex).containsExactly("force_generic_plan", "off", "off", "on");
    assertThat(ofDefault).startsWith("auto", "on").endsWith("on");
    assertThat(session).startsWith("auto", "on").endsWith("off");
    assertThat(await(pool.query(SETTINGS).collecting(TEXTS).execute()).value()).isEqualTo(session);
  }

  /** It may hold a snapshot and locks, for which the drop of a time partition waits. */
  @Test
  void theServerEndsASessionOfAFrozenProcess() {
    // Given
    String frozen = Long.toString(2 * config.database().deadline().toMillis());
    String settings =
        "SELECT setting FROM pg_settings"
            + " WHERE name IN ('idle_in_transaction_session_timeout', 'tcp_user_timeout')";
    // Then
    assertThat(await(pool.query(settings).collecting(TEXTS).execute()).value())
        .containsExactly(frozen, frozen);
  }

  @Test
  void theServerStopsAStatementBeforeItsCallerGivesUp() {
    // Given
    Statement slow = Statement.of("SELECT pg_sleep(30)::text");
    await(query(Statement.of("SELECT 'connected'")));
    long start = System.nanoTime();
    // Then
    assertThatThrownBy(() -> await(query(slow)))
        .hasRootCauseInstanceOf(io.vertx.pgclient.PgException.class)
        .hasMessageContaining("took too long and was stopped");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(config.database().deadline().dividedBy(2), config.database().deadline());
  }

  @Test
  void aStatementThatFailsLeavesNoTransaction() {
    // When
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> await(query(Statement.of("SELECT (1 / 0)::text"))))
          .hasMessageContaining("division by zero");
    }
    // Then
    assertThat(await(query(Statement.of("SELECT 'alive'")))).containsExactly("alive");
    assertThat(
            Stored.rows(
                "SELECT query FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"))
        .isEmpty();
  }

  @Test
  void aStatementOnAConnectionThatWasClosedFailsAtOnce() {
    // Given
    SqlConnection connection = await(pool.getConnection());
    Awaitility.await()
        .until(() -> isClosed(connection, "SELECT pg_terminate_backend(pg_backend_pid())"));
    // Then
    assertThatThrownBy(() -> await(run(connection, Statement.of("SELECT 'alive'"))))
        .hasMessageContaining("Connection is not active");
    connection.close();
  }

  /** The refusal ends the connection, so nobody else may have got it before. */
  @Test
  void aStatementCannotWrite() {
    // Given
    SqlConnection connection = await(pool.getConnection());
    // Then
    assertThatThrownBy(() -> await(run(connection, Statement.of("SELECT lo_create(0)::text"))))
        .hasStackTraceContaining("25006");
    Awaitility.await().until(() -> isClosed(connection, "SELECT 1"));
    connection.close();
  }

  private static boolean isClosed(SqlConnection connection, String sql) {
    try {
      await(connection.query(sql).execute());
      return false;
    } catch (RuntimeException failure) {
      return String.valueOf(failure.getMessage()).contains("Connection is not active");
    }
  }

  private static Future<SqlResult<List<String>>> run(
      SqlConnection connection, Statement statement) {
    return OneRoundTrip.run(
            connection, SeriesCheck.NONE, statement, Duration.ofSeconds(10), Tuple.tuple(), TEXTS)
        .timeout(5, TimeUnit.SECONDS);
  }

  private Future<List<String>> query(Statement statement) {
    return database.query(statement, Tuple.tuple(), TEXTS);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
