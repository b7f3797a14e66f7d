package dev.tidewire.platform.token;

import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.Shown;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** What a provider says of itself (OpenID Connect Discovery 1.0). */
public final class Discovery {
  private static final String PATH = "/.well-known/openid-configuration";

  private Discovery() {}

  /** Where a provider says it. */
  public static String urlOf(String issuer) {
    return (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + PATH;
  }

  /**
   * The URL of its keys.
   *
   * @throws KeyFileException if it is another provider, or has no keys at a URL that is safe
   */
  public static String jwksUrl(byte[] document, String issuer) throws KeyFileException {
    Map<String, Object> members = members(document);
    if (!issuer.equals(members.get("issuer"))) {
      throw new KeyFileException(
          "It says that its issuer is %s; tidewire.security.oidc.issuer is \"%s\"."
              .formatted(Shown.quoted(String.valueOf(members.get("issuer"))), issuer));
    }
    if (members.get("jwks_uri") instanceof String url && SafeUrl.isSafe(url)) {
      return url;
    }
    throw new KeyFileException("Its `jwks_uri` is no URL that begins with https://.");
  }

  private static Map<String, Object> members(byte[] document) throws KeyFileException {
    try {
      return JsonUtil.parseJson(new String(document, StandardCharsets.UTF_8));
    } catch (JoseException noObject) {
      throw new KeyFileException("Its configuration is not a JSON object.");
    }
  }
}
