package dev.tidewire.platform.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request says of its caller, in its header fields only: URLs are logged everywhere. */
public sealed interface Credentials {
  /** A key or a token; still to be checked. */
  record Presented(String secret) implements Credentials {
    @Override
    public String toString() {
      return "Presented[secret]";
    }
  }

  /** Nothing. */
  record None() implements Credentials {}

  /** Something that cannot be a credential, or more than one. */
  record Malformed(String detail) implements Credentials {}

  /** The header fields that hold them, in lower case. */
  Set<String> FIELDS = Set.of("authorization", "x-api-key");

  /** Longer ones are no keys, and no tokens that anybody issues. */
  int MAX_LENGTH = 8_192;

  /** RFC 9110, section 11.2. */
  Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  /**
   * Reads the fields {@code Authorization} and {@code X-API-Key}.
   *
   * @param authorization all values of the field: {@code Bearer}, {@code Token} as clients of
   *     InfluxDB 2 send it, or {@code Basic}, whose password is the key and whose user is ignored,
   *     as clients of InfluxDB 1 and of Prometheus' remote write send it
   * @param apiKey all values of the field
   */
  static Credentials of(List<String> authorization, List<String> apiKey) {
    if (authorization.size() + apiKey.size() > 1) {
      return new Malformed(
          "The request has more than one credential: send `Authorization` or `X-API-Key`, once.");
    }
    if (!apiKey.isEmpty()) {
      return presented(apiKey.get(0).strip());
    }
    return authorization.isEmpty() ? new None() : ofAuthorization(authorization.get(0).strip());
  }

  private static Credentials ofAuthorization(String field) {
    int space = field.indexOf(' ');
    String scheme = space < 0 ? field : field.substring(0, space);
    String rest = space < 0 ? "" : field.substring(space).strip();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "bearer", "token" -> presented(rest);
      case "basic" -> ofBasic(rest);
      default ->
          new Malformed(
              "`Authorization` has a scheme that is not accepted. Accepted are Bearer, Token and"
                  + " Basic.");
    };
  }

  private static Credentials ofBasic(String encoded) {
    try {
      byte[] decoded = Base64.getDecoder().decode(encoded);
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? new Malformed("`Authorization: Basic` has no password; the key is sent as password.")
          : presented(pair.substring(colon + 1));
    } catch (IllegalArgumentException noBase64) {
      return new Malformed("`Authorization: Basic` is not followed by Base64.");
    }
  }

  private static Credentials presented(String secret) {
    return secret.length() <= MAX_LENGTH && TOKEN.matcher(secret).matches()
        ? new Presented(secret)
        : new Malformed("The credential is empty, too long or has characters that no key has.");
  }
}
