package dev.tidewire.query.store;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells outages of the database from errors of this service. */
final class DatabaseFailure {
  private static final String NO_ANSWER = "The database does not answer.";
  private static final Set<String> SCHEMA_MISSING = Set.of("42P01", "42703", "3D000", "3F000");
  private static final String CANCELED = "57014";
  private static final String SYNTAX_ERROR = "42601";
  private static final String DATA_EXCEPTION_CLASS = "22";

  private DatabaseFailure() {}

  /** An outage as {@link DatabaseUnavailableException}; anything else as it is. */
  static Throwable of(Throwable cause) {
    if (cause instanceof PgException error) {
      return ofServer(error);
    }
    if (cause instanceof TimeoutException) {
      return new DatabaseUnavailableException("The database did not answer in time.", cause);
    }
    if (cause instanceof ConnectionPoolTooBusyException) {
      return new DatabaseUnavailableException("Too many queries wait for the database.", cause);
    }
    if (cause instanceof ClosedConnectionException || cause instanceof IOException) {
      return new DatabaseUnavailableException(NO_ANSWER, cause);
    }
    return cause;
  }

  private static Throwable ofServer(PgException error) {
    String state = String.valueOf(error.getSqlState());
    if (SCHEMA_MISSING.contains(state)) {
      return new DatabaseUnavailableException(
          "The database lacks the tables this service reads; its migrations have to run first.",
          error);
    }
    if (state.equals(CANCELED)) {
      return new DatabaseUnavailableException(
          "The statement took too long and was stopped; ask for less, or try again later.", error);
    }
    // These two are about a value or a statement that this service made.
    return state.startsWith(DATA_EXCEPTION_CLASS) || state.equals(SYNTAX_ERROR)
        ? error
        : new DatabaseUnavailableException(NO_ANSWER, error);
  }
}
