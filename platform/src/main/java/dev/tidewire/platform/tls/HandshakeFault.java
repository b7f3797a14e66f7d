package dev.tidewire.platform.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.util.Locale;

/** What a failed handshake means, for somebody who has to mend it. */
final class HandshakeFault {
  private HandshakeFault() {}

  static String of(Throwable cause) {
    if (cause instanceof NotSslRecordException) {
      return "what the client sent is not TLS";
    }
    String message = messages(cause);
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("empty client certificate chain")
        || text.contains("null cert chain")
        || text.contains("empty certificate chain")) {
      return "the client has sent no certificate, and tidewire.tls.client-certificates is `required`";
    }
    if (text.contains("fatal alert")) {
      return "the client does not accept this server's certificate, or its address in it, or has no"
          + " version or cipher in common ("
          + message
          + ")";
    }
    if (text.contains("validity check failed") || text.contains("expired")) {
      return "the client's certificate is not valid at this time (" + message + ")";
    }
    if (text.contains("path building failed") || text.contains("path validation")) {
      return "no authority in the server's trust store has signed the client's certificate ("
          + message
          + ")";
    }
    return message;
  }

  private static String messages(Throwable cause) {
    StringBuilder all = new StringBuilder(String.valueOf(cause.getMessage()));
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      String more = String.valueOf(next.getMessage());
      if (all.indexOf(more) < 0) {
        all.append(": ").append(more);
      }
    }
    return all.toString();
  }
}
