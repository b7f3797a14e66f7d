package dev.tidewire.local.importer;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells mistakes about TLS, which waiting does not mend, from an ingest that is away. */
final class TlsMistake {
  private TlsMistake() {}

  /** What is wrong and how to mend it, or nothing where the same may work later. */
  static Optional<String> of(IOException failure, URI url, Optional<Path> authority) {
    Optional<String> mistake =
        url.getScheme().equals("https")
            ? ofHandshake(failure, url, authority)
            : ofPlain(failure, url);
    return mistake.map(text -> "%s %s The same command then goes on.".formatted(url, text));
  }

  private static Optional<String> ofHandshake(
      IOException failure, URI url, Optional<Path> authority) {
    String reason = String.valueOf(failure.getMessage());
    if (has(failure, CertificateException.class)) {
      return Optional.of(
          "cannot be trusted: %s (%s).".formatted(ofCertificate(failure, authority), reason));
    }
    if (!(failure instanceof ConnectException) && Probe.speaksPlainHttp(url)) {
      return Optional.of("does not speak TLS. Give --url %s.".formatted(with("http", url)));
    }
    return isBroken(failure)
        ? Optional.empty()
        : Optional.of("refuses TLS as this computer speaks it: %s.".formatted(reason));
  }

  /** Whether the connection ended, as when ingest ends. */
  private static boolean isBroken(IOException failure) {
    return !(failure instanceof SSLException)
        || has(failure, EOFException.class)
        || has(failure, SocketException.class)
        || String.valueOf(failure.getMessage()).contains("terminated the handshake");
  }

  private static String ofCertificate(IOException failure, Optional<Path> authority) {
    if (has(failure, CertificateExpiredException.class)
        || has(failure, CertificateNotYetValidException.class)) {
      return "its certificate is out of date; have it renewed, or correct the clock of this computer";
    }
    if (String.valueOf(failure.getMessage()).matches("No (subject alternative|name matching).*")) {
      return "its certificate is of another host; name it as its certificate does, with --url";
    }
    return authority
        .map(
            "the authority in %s did not sign its certificate; give --ca FILE of the one that did"
                ::formatted)
        .orElse(
            "no authority that this computer knows signed its certificate; give --ca FILE, which"
                + " deploy/local/up --secure makes as DIR/tls/ca.crt");
  }

  private static Optional<String> ofPlain(IOException failure, URI url) {
    return failure instanceof ConnectException
            || failure instanceof HttpTimeoutException
            || !Probe.speaksTls(url)
        ? Optional.empty()
        : Optional.of(
            "speaks TLS. Give --url %s, and --ca FILE where its authority is your own."
                .formatted(with("https", url)));
  }

  static boolean has(Throwable failure, Class<? extends Exception> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String with(String scheme, URI url) {
    return scheme + "://" + url.getRawAuthority();
  }
}
