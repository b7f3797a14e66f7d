package dev.tidewire.processing.store;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps one known false alarm out of the log: when the pool had no connection in time, the client's
 * timer fires again on the failed request (eclipse-vertx/vertx-sql-client issue 1706). The caller
 * has received the failure by then.
 */
@LoggingFilter(name = "late-acquire")
final class LateAcquireFilter implements Filter {
  @Override
  public boolean isLoggable(LogRecord record) {
    return !(record.getThrown() instanceof IllegalStateException late
        && "Result is already complete".equals(late.getMessage()));
  }
}
