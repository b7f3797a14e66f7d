package dev.tidewire.processing.store;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the database that concerns what it was asked, and not the database as a whole: the
 * same may be refused for ever while everything else works.
 *
 * @param sqlState five characters
 * @param cause in words, with the table and the constraint where the database names them
 */
public record Refusal(String sqlState, String cause) {
  private static final String STATEMENT_TOO_LONG = "57014";

  /** The refusal that a failure is; empty if the failure is an outage. */
  public static Optional<Refusal> of(Throwable failure) {
    Throwable unwrapped = failure instanceof CompletionException ? failure.getCause() : failure;
    return unwrapped instanceof PgException answer
            && !isOutage(String.valueOf(answer.getSqlState()))
        ? Optional.of(of(answer))
        : Optional.empty();
  }

  private static Refusal of(PgException answer) {
    String cause =
        FailureReport.of(answer)
            + named("table", answer.getTable())
            + named("constraint", answer.getConstraint());
    return new Refusal(String.valueOf(answer.getSqlState()), cause);
  }

  private static String named(String kind, @Nullable String name) {
    return name == null ? "" : ", %s %s".formatted(kind, name);
  }

  private static boolean isOutage(String sqlState) {
    return switch (sqlState.substring(0, 2)) {
      // Connections, transactions that the server has ended, log-ins, databases that are missing,
      // resources, operators, disks.
      case "08", "25", "28", "3D", "53", "57", "58" -> !sqlState.equals(STATEMENT_TOO_LONG);
      default -> false;
    };
  }

  /** Whether it is over by itself, as a lock is, so that it should be tried again soon. */
  public boolean isPassing() {
    return sqlState.startsWith("40")
        || sqlState.startsWith("55")
        || sqlState.equals(STATEMENT_TOO_LONG);
  }
}
