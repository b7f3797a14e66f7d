package dev.tidewire.query.health;

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

  private static final Statement MISSING_TABLES =
      Statement.of(
          """
      SELECT name
      FROM unnest(ARRAY['series', 'block', 'chunk']) AS name
      WHERE to_regclass(name) IS NULL
      """);

  private static final Collector<Row, ?, String> JOINED =
      Collectors.mapping(row -> row.getString(0), Collectors.joining(", "));

  private final Database database;

  DatabaseReadiness(Database database) {
    this.database = database;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    Future<HealthCheckResponse> response =
        database
            .query(MISSING_TABLES, Tuple.tuple(), JOINED, PATIENCE)
            .map(DatabaseReadiness::reachable)
            .recover(
                failure ->
                    Future.succeededFuture(
                        isCrowded(failure) ? named().up().build() : unreachable(failure)));
    return Uni.createFrom().completionStage(response::toCompletionStage);
  }

  /** Whether others have got the answers for which this query had to wait. */
  private boolean isCrowded(Throwable failure) {
    Throwable cause = failure.getCause();
    return (cause instanceof ConnectionPoolTooBusyException || cause instanceof TimeoutException)
        && database.hasAnsweredSince(System.nanoTime() - PATIENCE.toNanos());
  }

  private static HealthCheckResponse reachable(String missingTables) {
    return missingTables.isEmpty()
        ? named().up().build()
        : down("Tables are missing: " + missingTables + ". The migrations have to run first.");
  }

  private static HealthCheckResponse unreachable(Throwable failure) {
    return down(
        failure instanceof DatabaseUnavailableException
            ? String.valueOf(failure.getMessage())
            : "The database could not be asked: " + failure);
  }

  private static HealthCheckResponse down(String reason) {
    return named().down().withData("reason", reason).build();
  }

  private static HealthCheckResponseBuilder named() {
    return HealthCheckResponse.named("database");
  }
}
