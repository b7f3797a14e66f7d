package dev.tidewire.e2e.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;

/** Credentials that are none, on every operation (OWASP API Top 10: 2). */
final class Impostors {
  private final Secured secured;

  Impostors(Secured secured) {
    this.secured = secured;
  }

  Stream<Hostile> all() {
    return secured.endpoints().stream()
        .flatMap(
            endpoint ->
                fields(endpoint.scope())
                    .map(fields -> Hostile.to("credentials", endpoint, fields)));
  }

  private static Stream<String> fields(String scope) {
    String key = KeyFile.key(scope);
    String late = KeyFile.key(scope + "-late");
    Stream<String> secrets =
        Stream.of(
            jwt("{\"alg\":\"none\"}"),
            jwt("{\"alg\":\"None\",\"typ\":\"JWT\"}"),
            jwt("{\"alg\":\"HS256\",\"kid\":\"../../../../dev/null\"}") + "AAAA",
            jwt("{\"alg\":\"HS256\",\"kid\":\"' UNION SELECT 'a\"}") + "AAAA",
            jwt("{\"alg\":\"HS256\",\"kid\":\"|/usr/bin/id\"}") + "AAAA",
            jwt("{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:1/\"}") + "AAAA",
            jwt("{\"alg\":\"RS256\",\"x5u\":\"http://127.0.0.1:1/\"}") + "AAAA",
            jwt("{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}") + "AAAA",
            jwt("{\"alg\":\"RS256\",\"crit\":[\"exp\"]}") + "AAAA",
            jwt("{\"alg\":[\"none\"]}"),
            "a.b.c",
            "..",
            key.substring(1),
            key + "a",
            key.toUpperCase(Locale.ROOT),
            key.replace("xyz", "xy"),
            key + "%00",
            key + "," + key,
            "\"" + key + "\"",
            "tw__",
            "tw_" + scope + "_",
            late,
            "' OR '1'='1",
            "*",
            "null",
            "x".repeat(4_000));
    return Stream.concat(
        secrets.map(secret -> "Authorization: Bearer " + secret + "\r\n"),
        Stream.of(
            "",
            "Authorization:\r\n",
            "Authorization: Bearer\r\n",
            "Authorization: " + key + "\r\n",
            "Authorization: Basic !!!!\r\n",
            "Authorization: Basic " + base64(key) + "\r\n",
            "Authorization: Basic " + base64(key + ":") + "\r\n",
            "Authorization: Basic " + base64("a:b:" + key) + "\r\n",
            "Authorization: Negotiate " + base64(key) + "\r\n",
            "Authorization: Bearer a\r\nAuthorization: Bearer " + key + "\r\n",
            "Authorization: Bearer " + key + "\r\nX-API-Key: " + key + "\r\n",
            "X-API-Key: a\r\nX-API-Key: " + key + "\r\n",
            "Cookie: key=" + key + "\r\n",
            "Proxy-Authorization: Bearer " + key + "\r\n",
            "X-Forwarded-User: admin\r\nX-Remote-User: admin\r\n",
            "X-Original-URL: /q/health\r\nX-Rewrite-URL: /q/health\r\n",
            "X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1;proto=https\r\n"));
  }

  private static String jwt(String header) {
    return base64(header)
        + "."
        + base64("{\"sub\":\"admin\",\"scope\":\"operate query ingest\"}")
        + ".";
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
