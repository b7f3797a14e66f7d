package dev.tidewire.e2e.access;

import dev.tidewire.e2e.stack.Service;
import java.util.List;
import java.util.stream.Stream;

/** Requests for what a valid credential does not allow (OWASP API Top 10: 1, 3 and 5). */
final class Authority {
  /**
   * Of the other tenant, in the spellings that a check and a look-up may understand differently.
   */
  private static final List<String> NAMES =
      List.of(
          "paris/secret",
          "%70aris/secret",
          "paris%2Fsecret",
          "paris%252Fsecret",
          "paris%2fsecret",
          "./paris/secret",
          "lyon/../paris/secret",
          "lyon/%2e%2e/paris/secret",
          "lyon/..%2Fparis/secret",
          "lyon%00/../paris/secret",
          "paris/secret%00",
          "paris/secret%20",
          "%20paris/secret",
          "paris/secret;lyon/1",
          "paris/secret%3Blyon/1",
          "paris%5Csecret",
          "PARIS/SECRET",
          "paris/*",
          "*",
          "%25",
          "paris/s_cret",
          "lyon/1,paris/secret",
          "par%C4%B1s/secret",
          "p%EF%BD%81ris/secret",
          "paris%E2%88%95secret",
          "%C0%AFparis/secret");

  private static final List<String> TYPES =
      List.of("application/json", "text/csv", "application/x-ndjson");

  private final Secured secured;

  Authority(Secured secured) {
    this.secured = secured;
  }

  Stream<Hostile> all() {
    return Stream.of(objects(), properties(), functions()).flatMap(some -> some);
  }

  /** Broken object level authorization: objects of another tenant. */
  private Stream<Hostile> objects() {
    Service query = secured.query();
    String lyon = Hostile.key("query-lyon");
    Stream<Hostile> readings =
        NAMES.stream()
            .flatMap(
                name ->
                    Stream.of(
                            "/v1/readings?sensor=" + name,
                            "/v1/readings?sensor=" + name + "&metric=canary",
                            "/v1/readings?sensor=lyon/1&sensor=" + name,
                            "/v1/readings?sensor=" + name + "&order=desc&limit=1",
                            "/v1/latest?sensor=" + name,
                            "/v1/latest?sensor=lyon/1&sensor=" + name,
                            "/v1/sensors/" + name,
                            "/v1/sensors/lyon/1/../../" + name,
                            "/v1/sensors?prefix=" + name)
                        .flatMap(
                            path ->
                                TYPES.stream()
                                    .map(
                                        type ->
                                            Hostile.get(
                                                "BOLA",
                                                query,
                                                path,
                                                lyon + "Accept: " + type + "\r\n"))));
    Stream<Hostile> letters =
        Stream.of(
                "",
                "?sensor=paris/secret",
                "?sensor=paris%2Fsecret&state=all",
                "?state=all&limit=1000",
                "/1",
                "/0",
                "/-1",
                "/9999999999999999999",
                "/actions",
                "/actions/1")
            .map(
                path ->
                    Hostile.get(
                        "BOLA",
                        secured.processing(),
                        "/v1/dead-letters" + path,
                        Hostile.key("operate-lyon")));
    return Stream.concat(readings, letters);
  }

  /** Broken object property level authorization: more than the sender may set. */
  private Stream<Hostile> properties() {
    return Stream.of(
            "{\"sensor\":\"paris/never\",\"value\":1}",
            "{\"sensor\":\"lyon/never\",\"sensor\":\"paris/never\",\"value\":1}",
            "{\"sensor\":\"paris/never\",\"value\":1,\"write\":[\"*\"]}",
            "{\"sensor\":\"lyon/never\",\"value\":1,\"scopes\":[\"operate\"]}",
            "{\"sensor\":\"lyon/never\",\"value\":1,\"offset\":0}",
            "{\"sensor\":\"lyon/never\",\"value\":1,\"__proto__\":{}}",
            "{\"sensor\":\"lyon/never\",\"value\":1,\"@type\":\"java.lang.Runtime\"}",
            "{\"sensor\":[\"paris/never\"],\"value\":1}",
            "{\"sensor\":{\"$ne\":\"\"},\"value\":1}",
            "{\"sensor\":\"lyon/../paris/never\",\"value\":\"1; DROP TABLE series\"}",
            "{\"sensor\":null,\"value\":1}",
            "[{\"sensor\":\"paris/never\",\"value\":1},{\"sensor\":\"LYON/never\",\"value\":1}]",
            "{\"sensor\":\" lyon/never\",\"value\":1}",
            "{\"sensor\":\"\\u0070aris/never\",\"value\":1}",
            "{\"sensor\":\"lyon\\u002f\\u0000never\",\"value\":1}",
            "{\"sensor\":\"lyon/\\ud800never\",\"value\":1}")
        .flatMap(
            body ->
                Stream.of("", "?sensor=paris/never", "?sensor=lyon/never", "?precision=ms&x=1")
                    .map(
                        query ->
                            Hostile.of(
                                "properties",
                                secured.ingest(),
                                "POST",
                                "/v1/readings" + query,
                                Hostile.key("ingest-lyon") + "Content-Type: application/json\r\n",
                                body)));
  }

  /** Broken function level authorization: other methods, and other scopes. */
  private Stream<Hostile> functions() {
    return secured.endpoints().stream()
        .flatMap(
            endpoint ->
                Stream.concat(
                    Stream.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "G")
                        .map(
                            method ->
                                Hostile.of(
                                    "functions",
                                    endpoint.service(),
                                    method,
                                    endpoint.path(),
                                    Hostile.key(endpoint.scope() + "-lyon"),
                                    "")),
                    Secured.SCOPES.stream()
                        .filter(scope -> !scope.equals(endpoint.scope()))
                        .map(
                            scope ->
                                Hostile.to(
                                    "functions",
                                    endpoint,
                                    Hostile.key(scope) + "X-HTTP-Method-Override: GET\r\n"))));
  }
}
