package dev.tidewire.platform.tls;

import dev.tidewire.platform.file.Look;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives new connections the certificate that its files hold now. Files that cannot be used change
 * nothing, and the log says why: Quarkus' own reload says nothing, and takes a key that does not
 * belong to its certificate. Files of other formats than PEM are left to that.
 */
@Singleton
final class CertificateReload {
  private static final Logger LOG = Logger.getLogger(CertificateReload.class);
  private static final long NO_TIMER = -1;

  /** How long reading the files may take that is nothing to tell. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ServerTls server;
  private final TlsSettings settings;
  private final Vertx vertx;
  private final Event<CertificateUpdatedEvent> updates;

  private volatile @Nullable PemFiles shown;
  private volatile @Nullable String told;
  private long timer = NO_TIMER;

  CertificateReload(
      ServerTls server, TlsSettings settings, Vertx vertx, Event<CertificateUpdatedEvent> updates) {
    this.server = server;
    this.settings = settings;
    this.vertx = vertx;
    this.updates = updates;
  }

  void start(@Observes @Priority(2) StartupEvent starting) {
    if (server.pem().isEmpty()) {
      return;
    }
    TlsConfiguration tls = server.configuration().orElseThrow();
    TlsBucketConfig config = server.pem().orElseThrow();
    try {
      PemFiles first = PemFiles.read(config);
      LOG.info("The HTTP server speaks TLS. " + told(first.check(vertx)));
      shown = first;
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(
          "The files of %skey-store.pem cannot be used: %s."
              .formatted(server.prefix(), e.getMessage()),
          e);
    }
    Look<Boolean> looks = new Look<>("reads the certificate", PATIENCE, () -> look(tls, config));
    timer = vertx.setPeriodic(settings.reload().toMillis(), any -> lookAside(config, looks));
  }

  /** On a thread that nothing waits for: opening a file may hang. */
  private void lookAside(TlsBucketConfig config, Look<Boolean> looks) {
    try {
      var unused = looks.take(Duration.ZERO);
      if (looks.isStuck()) {
        tell(
            PemFiles.names(config),
            "reading them has not ended after %d s".formatted(looks.patience().toSeconds()));
      }
    } catch (ExecutionException e) {
      tell(PemFiles.names(config), String.valueOf(e.getCause()));
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
    }
  }

  /** One at a time; each sees what the one before has left. */
  private boolean look(TlsConfiguration tls, TlsBucketConfig config) {
    try {
      PemFiles now = PemFiles.read(config);
      if (now.equals(shown)) {
        told = null;
        return false;
      }
      List<ServerKey> keys = now.check(vertx);
      for (ServerKey key : keys) {
        key.check(Instant.now());
      }
      if (!tls.reload() || !isSame(tls, now)) {
        // They are being written: the next look sees all of them.
        return false;
      }
      updates.fire(new CertificateUpdatedEvent(server.name(), tls));
      shown = now;
      told = null;
      LOG.info("New connections get another certificate. " + told(keys));
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      tell(PemFiles.names(config), Objects.requireNonNullElse(e.getMessage(), e.toString()));
      return false;
    }
  }

  private static boolean isSame(TlsConfiguration tls, PemFiles checked) {
    return tls.getKeyStoreOptions() instanceof PemKeyCertOptions taken
        && taken.getCertValues().equals(checked.certificates())
        && taken.getKeyValues().equals(checked.keys());
  }

  private void tell(String files, String why) {
    if (!why.equals(told)) {
      told = why;
      LOG.errorf(
          "The new TLS files (%s) cannot be used, so connections still get the certificate from"
              + " before: %s. Mend the files; they are read again every %d s.",
          files, why, settings.reload().toSeconds());
    }
  }

  private static String told(List<ServerKey> keys) {
    StringBuilder text = new StringBuilder();
    for (ServerKey key : keys) {
      X509Certificate one = key.certificate();
      Instant end = one.getNotAfter().toInstant();
      boolean isOver = end.isBefore(Instant.now());
      text.append(
          "%sCertificate of `%s`, %s %s%s."
              .formatted(
                  text.isEmpty() ? "" : " ",
                  one.getSubjectX500Principal(),
                  isOver ? "EXPIRED since" : "valid until",
                  end,
                  isOver ? ": clients refuse it, replace its files" : ""));
    }
    return text.toString();
  }
}
