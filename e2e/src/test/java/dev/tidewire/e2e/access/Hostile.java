package dev.tidewire.e2e.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tidewire.e2e.stack.Service;
import java.util.Locale;

/**
 * A request that nobody should send.
 *
 * @param family what kind of request it is
 * @param bytes what is sent on a connection of its own, one byte a character
 */
record Hostile(String family, Service service, String bytes) {
  /** A request without a body, well-formed if its parts are. */
  static Hostile get(String family, Service service, String target, String fields) {
    return of(family, service, "GET", target, fields, "");
  }

  /**
   * A request, well-formed if its parts are.
   *
   * @param fields each with its line end
   * @param body one byte a character
   */
  static Hostile of(
      String family, Service service, String method, String target, String fields, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return raw(
        family,
        service,
        "%s %s HTTP/1.1\r\nHost: a\r\n%s%s".formatted(method, target, fields, length)
            + "Connection: close\r\n\r\n"
            + body);
  }

  /** A request that is what an operation asks for, but for these fields. */
  static Hostile to(String family, Endpoint endpoint, String fields) {
    String type = endpoint.body().isEmpty() ? "" : "Content-Type: application/json\r\n";
    return of(
        family,
        endpoint.service(),
        endpoint.method().toUpperCase(Locale.ROOT),
        endpoint.path(),
        fields + type,
        endpoint.body());
  }

  static Hostile raw(String family, Service service, String bytes) {
    return new Hostile(family, service, bytes);
  }

  byte[] wire() {
    return bytes.getBytes(ISO_8859_1);
  }

  /** A header field with the key of this id. */
  static String key(String id) {
    return "Authorization: Bearer " + KeyFile.key(id) + "\r\n";
  }

  @Override
  public String toString() {
    String shown = bytes.length() > 300 ? bytes.substring(0, 300) + "…" : bytes;
    return family + " at " + service.name() + ": " + shown.replaceAll("[^ -~]", "·");
  }
}
