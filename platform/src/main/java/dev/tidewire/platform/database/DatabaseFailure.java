package dev.tidewire.platform.database;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells outages of the database from errors of the service. */
public final class DatabaseFailure {
  private static final String NO_ANSWER = "The database does not answer.";
  private static final String NOT_IN_TIME = "The database did not answer in time.";
  private static final Set<String> SCHEMA_MISSING = Set.of("42P01", "42703", "3D000", "3F000");
  private static final String CANCELED = "57014";
  private static final String NOT_PERMITTED = "42501";
  private static final String SYNTAX_ERROR = "42601";
  private static final String DATA_EXCEPTION_CLASS = "22";

  private DatabaseFailure() {}

  /**
   * An outage as {@link DatabaseUnavailableException}; an error of the service as it is. SQLSTATEs:
   * PostgreSQL documentation, appendix A.
   */
  public static Throwable of(Throwable cause) {
    if (cause instanceof PgException refusal) {
      return ofServer(refusal);
    }
    if (isOurs(cause)) {
      return cause;
    }
    if (cause instanceof TimeoutException || cause instanceof io.smallrye.mutiny.TimeoutException) {
      return new DatabaseUnavailableException(NOT_IN_TIME, cause);
    }
    return new DatabaseUnavailableException(
        cause instanceof ConnectionPoolTooBusyException
            ? "Too many statements wait for the database."
            : NO_ANSWER,
        cause);
  }

  /** What went wrong, for the operator. */
  public static String cause(Throwable failure) {
    return failure instanceof PgException refusal
        ? FailureCause.of(String.valueOf(refusal.getSqlState()), refusal.getErrorMessage())
        : TlsFailure.of(failure).orElseGet(failure::toString);
  }

  /**
   * The client throws other types for a lost connection, among them {@link IllegalStateException}.
   */
  private static boolean isOurs(Throwable cause) {
    return cause instanceof DatabaseUnavailableException
        || cause instanceof IllegalArgumentException
        || cause instanceof NullPointerException
        || cause instanceof ClassCastException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof NoSuchElementException
        || cause instanceof ArithmeticException
        || cause instanceof DateTimeException
        || cause instanceof UnsupportedOperationException;
  }

  private static Throwable ofServer(PgException refusal) {
    String state = String.valueOf(refusal.getSqlState());
    if (SCHEMA_MISSING.contains(state)) {
      return new DatabaseUnavailableException(
          "The database lacks the tables that this service needs; its migrations have to run"
              + " first.",
          refusal);
    }
    if (state.equals(NOT_PERMITTED)) {
      return new DatabaseUnavailableException(
          "The database does not permit this service what it needs.", refusal);
    }
    if (state.equals(CANCELED)) {
      return new DatabaseUnavailableException(
          "The statement took too long and was stopped; ask for less, or try again later.",
          refusal);
    }
    // These two are about a value or a statement that the service made.
    return state.startsWith(DATA_EXCEPTION_CLASS) || state.equals(SYNTAX_ERROR)
        ? refusal
        : new DatabaseUnavailableException(NO_ANSWER, refusal);
  }
}
