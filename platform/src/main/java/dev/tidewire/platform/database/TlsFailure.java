package dev.tidewire.platform.database;

import dev.tidewire.platform.tls.CertificateFault;
import io.vertx.core.file.FileSystemException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why no encrypted connection to the database came about, and what to do, for the operator. */
public final class TlsFailure {
  private static final String CA_FILE = "quarkus.datasource.reactive.trust-certificate-pem.certs";

  /** What the client says, see InitiateSslHandler. */
  private static final String NO_TLS = "does not handle SSL";

  private TlsFailure() {}

  /** The failure in words; empty when it has nothing to do with TLS. */
  public static Optional<String> of(Throwable failure) {
    return CertificateFault.in(failure)
        .map(found -> "%s (%s)".formatted(words(found.fault()), found.text()))
        .or(
            () ->
                first(failure, cause -> otherWords(cause).isPresent())
                    .flatMap(
                        cause -> otherWords(cause).map(it -> "%s (%s)".formatted(it, text(cause)))))
        .or(
            () ->
                first(failure, SSLException.class::isInstance)
                    .map(cause -> "the TLS handshake with the database failed: " + text(cause)));
  }

  private static String words(CertificateFault fault) {
    return switch (fault) {
      case EXPIRED -> "the database's certificate, or that of its CA, has expired: renew it";
      case NOT_YET_VALID ->
          "the database's certificate is not valid yet: check the clocks of both machines";
      case OTHER_AUTHORITY ->
          "the database's certificate is not signed by a CA that we trust: put its CA into the file"
              + " of "
              + CA_FILE;
      case OTHER_HOST ->
          "the database's certificate is for another host: connect to a name that it has, or renew"
              + " it with the name that we connect to";
    };
  }

  private static Optional<String> otherWords(Throwable cause) {
    if (text(cause).contains(NO_TLS)) {
      return Optional.of("the database offers no TLS, and we demand it: set ssl = on there");
    }
    return cause instanceof FileSystemException
        ? Optional.of("the file of " + CA_FILE + " cannot be read")
        : Optional.empty();
  }

  private static Optional<Throwable> first(Throwable failure, Predicate<Throwable> wanted) {
    // Whoever wraps failures may make a circle.
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(wanted)
        .findFirst();
  }

  private static String text(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }
}
