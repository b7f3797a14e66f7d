package dev.tidewire.query.health;

import dev.tidewire.platform.database.DatabaseFailure;
import dev.tidewire.platform.database.DatabaseUnavailableException;
import dev.tidewire.query.store.Database;
import dev.tidewire.query.store.Statement;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers soon and has the tables. When there are so many queries that
 * this one has no turn, the answers to others show the same.
 */
@Readiness
@Singleton
public class DatabaseReadiness implements AsyncHealthCheck {
  /** Below the second that Kubernetes waits for a probe. */
  private static final Duration PATIENCE = Duration.ofMillis(800);

  /**
   * How long a database may answer nobody and is only slow: by default as long as one statement may
   * take. With little CPU this process, or with large statements the database, answers nobody for a
   * moment.
   */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private static final Statement LACKS =
      Statement.of(
          """
      SELECT string_agg(name, ', ') FILTER (WHERE to_regclass(name) IS NULL),
             string_agg(name, ', ') FILTER (WHERE NOT has_table_privilege(to_regclass(name), 'SELECT'))
      FROM unnest(ARRAY['series', 'block', 'chunk']) AS name
      """);

  private static final Collector<Row, ?, String> IN_WORDS =
      Collectors.mapping(DatabaseReadiness::lacks, Collectors.joining());

  private final Database database;

  DatabaseReadiness(Database database) {
    this.database = database;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    Future<HealthCheckResponse> response =
        database
            .query(LACKS, Tuple.tuple(), IN_WORDS, PATIENCE)
            .map(DatabaseReadiness::reachable)
            .recover(
                failure ->
                    Future.succeededFuture(
                        isOnlySlow(failure) ? named().up().build() : unreachable(failure)));
    return Uni.createFrom().completionStage(response::toCompletionStage);
  }

  /** Whether somebody, an earlier probe included, has got an answer a moment ago. */
  private boolean isOnlySlow(Throwable failure) {
    Throwable cause = failure.getCause();
    return (cause instanceof ConnectionPoolTooBusyException || cause instanceof TimeoutException)
        && database.hasAnsweredSince(System.nanoTime() - SILENCE.toNanos());
  }

  /** Empty when nothing is lacking. */
  private static String lacks(Row row) {
    String missing = row.getString(0);
    String unreadable = row.getString(1);
    if (missing != null) {
      return "Tables are missing: " + missing + ". The migrations have to run first.";
    }
    return unreadable == null
        ? ""
        : "Our user may not read: %s. Make it a member of the role tidewire_read, and run the migrations, which grant the rights."
            .formatted(unreadable);
  }

  private static HealthCheckResponse reachable(String lacks) {
    return lacks.isEmpty() ? named().up().build() : down(lacks);
  }

  private static HealthCheckResponse unreachable(Throwable failure) {
    HealthCheckResponseBuilder response =
        named()
            .down()
            .withData(
                "reason",
                failure instanceof DatabaseUnavailableException
                    ? String.valueOf(failure.getMessage())
                    : "The database could not be asked: " + failure);
    Throwable cause = failure.getCause();
    return cause == null
        ? response.build()
        : response.withData("cause", DatabaseFailure.cause(cause)).build();
  }

  private static HealthCheckResponse down(String reason) {
    return named().down().withData("reason", reason).build();
  }

  private static HealthCheckResponseBuilder named() {
    return HealthCheckResponse.named("database");
  }
}
