package dev.tidewire.platform.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Keys of a provider, and tokens that it, or somebody else, has signed. */
public final class Tokens {
  public static final String ISSUER = "https://login.example.com/plant";
  public static final String AUDIENCE = "tidewire";

  private Tokens() {}

  /** A new pair of keys for RS256 and the like. */
  public static PublicJsonWebKey rsa(String id) {
    return rsa(id, 2_048);
  }

  public static PublicJsonWebKey rsa(String id, int bits) {
    try {
      return named(RsaJwkGenerator.generateJwk(bits), id);
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  /** A new pair of keys for ES256. */
  public static PublicJsonWebKey ec(String id) {
    try {
      return named(EcJwkGenerator.generateJwk(EllipticCurves.P256), id);
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  static PublicJsonWebKey named(PublicJsonWebKey key, String id) {
    key.setKeyId(id);
    return key;
  }

  /** What a provider answers that has these keys. */
  public static String jwks(JsonWebKey... keys) {
    return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  static SigningKeys keys(JsonWebKey... keys) {
    try {
      return SigningKeys.read(jwks(keys).getBytes(UTF_8));
    } catch (dev.tidewire.platform.access.KeyFileException e) {
      throw new AssertionError(e);
    }
  }

  /** Claims that nothing is wrong with, and a member in place of the one of its name. */
  public static String claims(Instant now, String... changed) {
    Map<String, String> members = new HashMap<>();
    members.put("iss", "\"" + ISSUER + "\"");
    members.put("aud", "\"" + AUDIENCE + "\"");
    members.put("sub", "\"lyon-gateway\"");
    members.put("exp", Long.toString(now.getEpochSecond() + 300));
    members.put("scope", "\"openid query ingest\"");
    members.put("tidewire_read", "[\"lyon/*\",\"paris/1\"]");
    members.put("tidewire_write", "\"lyon/*\"");
    for (int i = 0; i < changed.length; i += 2) {
      members.put(changed[i], changed[i + 1]);
    }
    StringBuilder json = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            json.append(json.length() > 1 ? "," : "").append("\"" + name + "\":" + value);
          }
        });
    return json.append('}').toString();
  }

  /** A token, signed as a provider signs it. */
  public static String sign(PublicJsonWebKey key, String algorithm, String claims) {
    return sign(key, algorithm, claims, Map.of("kid", String.valueOf(key.getKeyId())));
  }

  /** A token with any header. */
  static String sign(
      PublicJsonWebKey key, String algorithm, String claims, Map<String, Object> header) {
    return sign(key.getPrivateKey(), algorithm, claims, header);
  }

  static String sign(
      java.security.Key key, String algorithm, String claims, Map<String, Object> header) {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    token.setDoKeyValidation(false);
    token.setAlgorithmHeaderValue(algorithm);
    header.forEach((name, value) -> token.getHeaders().setObjectHeaderValue(name, value));
    token.setPayload(claims);
    token.setKey(key);
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  /** A token of any parts, with a signature that may be anything. */
  static String of(String header, String claims, byte[] signature) {
    return base64(header) + "." + base64(claims) + "." + Base64Url.encode(signature);
  }

  static String base64(String text) {
    return Base64Url.encode(text.getBytes(UTF_8));
  }
}
