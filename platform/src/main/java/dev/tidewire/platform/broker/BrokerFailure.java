package dev.tidewire.platform.broker;

import dev.tidewire.platform.text.FailureText;
import dev.tidewire.platform.tls.CertificateFault;

/** Why a Kafka client fails, for the operator. */
public final class BrokerFailure {
  private BrokerFailure() {}

  /** The failure in words. Kafka's own say of a certificate only that the handshake failed. */
  public static String of(Throwable failure) {
    return CertificateFault.in(failure)
        .map(found -> "%s (%s)".formatted(words(found.fault()), found.text()))
        .orElseGet(() -> FailureText.of(failure));
  }

  private static String words(CertificateFault fault) {
    return switch (fault) {
      case EXPIRED -> "the broker's certificate, or that of its CA, has expired: renew it";
      case NOT_YET_VALID ->
          "the broker's certificate is not valid yet: check the clocks of both machines";
      case OTHER_AUTHORITY ->
          "the broker's certificate is not signed by a CA that we trust: put its CA into the file of"
              + " kafka.ssl.truststore.location";
      case OTHER_HOST ->
          "the broker's certificate is for another host: connect to a name that it has, also in"
              + " advertised.listeners, or renew it with the name that we connect to";
    };
  }
}
