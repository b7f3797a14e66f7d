package dev.tidewire.e2e.access;

import dev.tidewire.e2e.stack.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Text that means something to a database, log, template or file system, in every place. */
final class Payloads {
  /** A line of a log that nobody but a forger writes. */
  static final String FORGED = "FORGED-LINE";

  private static final List<String> TEXTS =
      List.of(
          "' OR '1'='1",
          "'; DROP TABLE series; --",
          "1; SELECT pg_sleep(9)",
          "' UNION SELECT sensor FROM series --",
          "\\'; COPY series TO PROGRAM 'id'; --",
          "$1",
          "%' AND sensor LIKE 'paris",
          "x\r\n" + FORGED + " root logged in",
          "x\n" + FORGED,
          "x\r" + FORGED,
          "x\u001b[2J\u001b[31m" + FORGED,
          "x\u0085" + FORGED,
          "x\u2028" + FORGED,
          "${jndi:ldap://127.0.0.1:1/a}",
          "#{7*7}${7*7}{{7*7}}",
          "%n%s%x%99999999s",
          "../../../../etc/passwd",
          "<script>alert(1)</script>",
          "=cmd|' /C calc'!A0",
          "\u0000",
          "\ud83d\ude00\u202e\u0301".repeat(20),
          "x".repeat(3_000));

  private final Secured secured;

  Payloads(Secured secured) {
    this.secured = secured;
  }

  Stream<Hostile> all() {
    return Stream.of(injected(), paths(), bodies()).flatMap(some -> some);
  }

  private Stream<Hostile> injected() {
    return TEXTS.stream()
        .flatMap(
            text ->
                Stream.of(inQueries(text), inFields(text), inBodies(text)).flatMap(some -> some));
  }

  private Stream<Hostile> inQueries(String text) {
    String written = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    Service query = secured.query();
    Service processing = secured.processing();
    String lyon = Hostile.key("query-lyon");
    String operator = Hostile.key("operate-lyon");
    return Stream.concat(
        Stream.of(
                "/v1/readings?sensor=%s",
                "/v1/readings?sensor=lyon/1&metric=%s",
                "/v1/readings?sensor=lyon/1&cursor=%s",
                "/v1/readings?sensor=lyon/1&from=%s",
                "/v1/readings?sensor=lyon/1&limit=%s",
                "/v1/latest?sensor=lyon/1&%s=1",
                "/v1/sensors?prefix=%s",
                "/v1/sensors/%s",
                "/%s")
            .map(path -> Hostile.get("injection", query, path.formatted(written), lyon)),
        Stream.of(
                "/v1/dead-letters?sensor=%s",
                "/v1/dead-letters?reason=%s",
                "/v1/dead-letters?cursor=%s",
                "/v1/dead-letters/%s",
                "/%s")
            .map(path -> Hostile.get("injection", processing, path.formatted(written), operator)));
  }

  /** As raw bytes: line ends end a field here. */
  private Stream<Hostile> inFields(String text) {
    String raw = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return secured.services().stream()
        .flatMap(
            service ->
                Stream.of(
                        "User-Agent",
                        "Accept",
                        "X-API-Key",
                        "traceparent",
                        "Content-Type",
                        "Origin")
                    .map(
                        name ->
                            Hostile.get(
                                "injection", service, "/v1/readings", name + ": " + raw + "\r\n")));
  }

  private Stream<Hostile> inBodies(String text) {
    String written =
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\r", "\\r")
            .replace("\n", "\\n")
            .replace("\u0000", "\\u0000")
            .replace("\u001b", "\\u001b");
    return Stream.of(
            "{\"sensor\":\"%s\",\"value\":1}",
            "{\"sensor\":\"paris/never\",\"metric\":\"%s\",\"value\":1}",
            "{\"sensor\":\"paris/never\",\"value\":\"%s\"}",
            "{\"%s\":1}")
        .map(body -> json(latin(body.replace("%s", written).getBytes(StandardCharsets.UTF_8))));
  }

  /** Spellings of paths, with a key that may see something. */
  private Stream<Hostile> paths() {
    List<Function<String, String>> spellings =
        List.of(
            path -> "/." + path,
            path -> "/.." + path,
            path -> "/" + path,
            path -> path.replace("/v1/", "/v1//"),
            path -> path.replace("/v1/", "/v1/./"),
            path -> path.replace("/v1/", "/v1/x/../"),
            path -> path.replace("/v1/", "/v1;a=b/"),
            path -> path.replace("/v1/", "/v1%3Ba/"),
            path -> path.replace("/v1/", "/v1%2F"),
            path -> path.replace("/v1/", "/v1%5C"),
            path -> path.replace("/v1/", "/%76%31/"),
            path -> path.replace("/v1/", "/V1/"),
            path -> path.replace("/v1/", "/v1%00/"),
            path -> path.replace("/v1/", "/v1%0a/"),
            path -> path.replace("/v1/", "/%c0%ae%c0%ae/v1/"),
            path -> "/q/..%2f" + path.substring(1),
            path -> "/q/health/.." + path,
            path -> "/q/health;" + path,
            path -> "/.refused/malformed-request" + path,
            path -> path + "%20",
            path -> path + ".json");
    return secured.endpoints().stream()
        .flatMap(
            endpoint ->
                spellings.stream()
                    .map(
                        spelling ->
                            Hostile.get(
                                "path",
                                endpoint.service(),
                                spelling.apply(endpoint.path().replace("lyon/1", "paris/secret")),
                                Hostile.key(endpoint.scope() + "-lyon"))));
  }

  private Stream<Hostile> bodies() {
    String good = "{\"sensor\":\"paris/never\",\"value\":1}";
    return Stream.of(
        json("\u00ef\u00bb\u00bf" + good),
        json(latin(good.getBytes(StandardCharsets.UTF_16))),
        json(latin(good.getBytes(StandardCharsets.UTF_16LE))),
        json("{\"sensor\":\"paris\u00c0\u00afnever\",\"value\":1}"),
        json("{\"sensor\":\"paris/\u00ed\u00a0\u0080never\",\"value\":1}"),
        json("{\"sensor\":\"paris/\u00ffnever\",\"value\":1}"),
        json("[".repeat(100_000)),
        json("{\"a\":".repeat(100_000)),
        json("{\"sensor\":\"paris/never\",\"value\":" + "9".repeat(100_000) + "}"),
        json("{\"sensor\":\"paris/never\",\"value\":1e999999999}"),
        json("{\"sensor\":\"paris/never\",\"value\":NaN}"),
        json("{\"sensor\":\"" + "x".repeat(1_000_000) + "\",\"value\":1}"),
        json("\"" + "\\u0000".repeat(100_000)),
        json("null"),
        json(""),
        packed("gzip", latin(gzip(" ".repeat(50_000_000)))),
        packed("gzip", latin(gzip(" ".repeat(1_000))).substring(0, 20)),
        packed("gzip", good),
        packed("gzip, gzip", latin(gzip(good))),
        packed("br", good),
        packed("identity, gzip", good),
        packed("zstd", good),
        packed("deflate", good),
        packed("x\u0000", good));
  }

  private Hostile json(String body) {
    return packed("identity", body);
  }

  private Hostile packed(String coding, String body) {
    return Hostile.of(
        "body",
        secured.ingest(),
        "POST",
        "/v1/readings",
        Hostile.key("ingest-lyon")
            + "Content-Type: application/json\r\nContent-Encoding: "
            + coding
            + "\r\n",
        body);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
