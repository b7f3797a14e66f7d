package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/**
 * Runs statements for somebody who waits for the answer: within a deadline, once. It stands beside
 * {@link StoreGuard}, whose retries would keep a caller waiting, and whose breaker only readings
 * may open.
 */
@ApplicationScoped
class PromptDatabase {
  private static final Set<String> SCHEMA_MISSING = Set.of("42P01", "42703", "3D000", "3F000");
  private static final String CANCELED = "57014";
  private static final String IN_TIME = "The database did not answer in time.";

  private final Pool pool;
  private final Duration deadline;

  PromptDatabase(Pool pool, ProcessingConfig config) {
    this.pool = pool;
    this.deadline = config.deadLetters().deadline();
  }

  /** The statement's rows; fails with {@link DatabaseUnavailableException} when there are none. */
  Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
    return Uni.createFrom()
        .deferred(() -> pool.preparedQuery(sql).execute(parameters))
        .ifNoItem()
        .after(deadline)
        .fail()
        .onFailure(PromptDatabase::isOutage)
        .transform(PromptDatabase::unavailable);
  }

  private static boolean isOutage(Throwable failure) {
    return failure instanceof PgException refusal
        ? !refusal.getSqlState().startsWith("22") && !refusal.getSqlState().startsWith("426")
        : !(failure instanceof IllegalArgumentException
            || failure instanceof NullPointerException
            || failure instanceof ClassCastException);
  }

  private static Throwable unavailable(Throwable failure) {
    return new DatabaseUnavailableException(words(failure), failure);
  }

  private static String words(Throwable failure) {
    if (failure instanceof PgException refusal) {
      if (SCHEMA_MISSING.contains(refusal.getSqlState())) {
        return "The database lacks the tables of the dead letters; its migrations have to run first.";
      }
      if (refusal.getSqlState().equals(CANCELED)) {
        return IN_TIME;
      }
    }
    return failure instanceof TimeoutException ? IN_TIME : "The database does not answer.";
  }
}
