package dev.tidewire.processing.store;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps one known false alarm out of the log: when no connection could be had, the client's own
 * timer fires once more on the request that has failed already (eclipse-vertx/vertx-sql-client
 * issue 1706). Whoever waited has been told by then.
 */
@LoggingFilter(name = "late-acquire")
final class LateAcquireFilter implements Filter {
  @Override
  public boolean isLoggable(LogRecord record) {
    return !(record.getThrown() instanceof IllegalStateException late
        && "Result is already complete".equals(late.getMessage()));
  }
}
