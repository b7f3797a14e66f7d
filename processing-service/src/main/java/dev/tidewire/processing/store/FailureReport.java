package dev.tidewire.processing.store;

import dev.tidewire.platform.database.FailureCause;
import dev.tidewire.platform.database.TlsFailure;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Describes a failed attempt at the database for operators. */
public final class FailureReport {
  private FailureReport() {}

  /** The failure in words. */
  public static String of(Throwable failure) {
    if (failure instanceof PgException answer) {
      return FailureCause.of(answer.getSqlState(), answer.getErrorMessage());
    }
    Optional<String> tls = TlsFailure.of(failure);
    if (tls.isPresent()) {
      return tls.get();
    }
    if (failure instanceof ConnectException) {
      return "no connection to the database: " + failure.getMessage();
    }
    if (failure instanceof UnknownHostException) {
      return "the database's host name cannot be resolved: " + failure.getMessage();
    }
    if (failure instanceof ClosedConnectionException) {
      return "the connection to the database was cut";
    }
    if (failure instanceof IOException) {
      return "the connection to the database was cut: " + failure.getMessage();
    }
    if (isTimeout(failure)) {
      return "the database does not answer in time";
    }
    return failure.toString();
  }

  private static boolean isTimeout(Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof io.smallrye.mutiny.TimeoutException
        || failure instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException
        // The pool's message when no connection became free in time.
        || "Timeout".equals(failure.getMessage());
  }
}
