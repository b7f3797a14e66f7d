package dev.tidewire.processing.letters;

import dev.tidewire.platform.database.DatabaseFailure;
import dev.tidewire.platform.database.DatabaseUnavailableException;
import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Runs statements for somebody who waits for the answer: within a deadline, once. Not through
 * {@link dev.tidewire.processing.store.StoreGuard}, whose retries would keep a caller waiting, and
 * whose breaker only readings may open.
 */
@ApplicationScoped
class PromptDatabase {
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
        .onFailure()
        .transform(DatabaseFailure::of);
  }
}
