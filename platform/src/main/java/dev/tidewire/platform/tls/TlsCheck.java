package dev.tidewire.platform.tls;

import dev.tidewire.platform.config.ConfigFaults;
import dev.tidewire.platform.tls.TlsSettings.ClientCertificates;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the start of a service whose TLS would not be what its configuration looks like. */
@Singleton
final class TlsCheck {
  private static final Duration SHORTEST_RELOAD = Duration.ofSeconds(1);
  private static final Duration LONGEST_RELOAD = Duration.ofHours(1);

  void check(
      @Observes @Priority(1) StartupEvent starting,
      TlsSettings settings,
      ServerTls server,
      @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> plain) {
    ConfigFaults faults = new ConfigFaults("tidewire.tls.");
    faults.within("reload", settings.reload(), SHORTEST_RELOAD, LONGEST_RELOAD);
    server
        .configuration()
        .ifPresentOrElse(
            tls -> {
              checkPlain(plain.orElse("enabled"), faults);
              checkClients(settings, server, tls.getTrustStoreOptions() != null, faults);
            },
            () -> checkClientsWithoutTls(settings, faults));
    faults.throwIfAny(ConfigurationException::new);
  }

  private static void checkPlain(String plain, ConfigFaults faults) {
    if (!plain.equals("disabled")) {
      faults.add(
          "The server has a certificate, but quarkus.http.insecure-requests is `%s`: keys and readings"
                  .formatted(plain)
              + " could still be sent in the clear. Set it to `disabled`.");
    }
  }

  private static void checkClients(
      TlsSettings settings, ServerTls server, boolean hasAuthorities, ConfigFaults faults) {
    if (settings.clientCertificates() == ClientCertificates.REQUIRED && !hasAuthorities) {
      faults.add(
          "tidewire.tls.client-certificates is `required`, but no authority is trusted. Set %strust-store.pem.certs to the file with the certificates of those that sign the clients'."
              .formatted(server.prefix()));
    }
  }

  private static void checkClientsWithoutTls(TlsSettings settings, ConfigFaults faults) {
    if (settings.clientCertificates() == ClientCertificates.REQUIRED) {
      faults.add(
          "tidewire.tls.client-certificates is `required`, but the server has no certificate of its"
              + " own, so it does not speak TLS. Set quarkus.tls.key-store.pem.0.cert and .key.");
    }
  }
}
