package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request that a service refuses, as it stands on the wire of HTTP/1, and the problem that is the
 * answer. The {@code RefusalsIT} of each service runs {@link #byEveryService} and what its own
 * routes refuse; the one of the processing service is the model.
 *
 * @param request the bytes, one per character
 * @param type the code of the problem's type
 */
public record Refused(String name, String request, int status, String type) {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String HOST = "Host: test\r\n";
  private static final String SETTINGS = "AAMAAABkAAQAAP__";
  private static final String CLOSE = "Connection: close\r\n\r\n";

  /** A request of HTTP/1.1 with a host and these header fields, that asks for no other. */
  public static Refused of(
      String method, String target, String headers, String body, int status, String type) {
    return new Refused(
        method + " " + target + " " + headers.lines().findFirst().orElse(""),
        method + " " + target + " HTTP/1.1\r\n" + HOST + headers + CLOSE + body,
        status,
        type);
  }

  /** What every service refuses alike, whatever its routes. */
  public static Stream<Refused> byEveryService() {
    return Stream.of(
            Stream.of("/%zz", "/x?y=%zz", "/x%", "/<x>", "/x|y", "/x?y=\"")
                .map(target -> malformed(target, "GET " + target + " HTTP/1.1\r\n" + HOST)),
            Stream.of("/%zz")
                .map(target -> malformed(target + " on 1.0", "GET " + target + " HTTP/1.0\r\n")),
            Stream.of(
                malformed("no Host", "GET /nowhere HTTP/1.1\r\n"),
                malformed("two Hosts", "GET /nowhere HTTP/1.1\r\n" + HOST + "Host: other\r\n"),
                malformed("Host that is none", "GET /nowhere HTTP/1.1\r\nHost: a b\r\n"),
                malformed("no request line", "GARBAGE\r\n"),
                malformed("TLS on the plain port", "\u0016\u0003\u0001GET / HTTP/1.1\r\n" + HOST),
                malformed("NUL first", "\0GET / HTTP/1.1\r\n" + HOST),
                malformed("no ASCII first", "\u0080GET / HTTP/1.1\r\n" + HOST),
                malformed("no version", "GET /nowhere\r\n" + HOST),
                malformed("unknown version", "GET /nowhere HTTP/1.7\r\n" + HOST),
                malformed("field without colon", "GET / HTTP/1.1\r\n" + HOST + "nonsense\r\n"),
                malformed("space in a name", "GET / HTTP/1.1\r\n" + HOST + "a b: c\r\n"),
                malformed("NUL in a value", "GET / HTTP/1.1\r\n" + HOST + "a: \0\r\n"),
                malformed(
                    "length that is no number",
                    "POST / HTTP/1.1\r\n" + HOST + "Content-Length: x\r\n"),
                malformed(
                    "length that no number holds",
                    "POST / HTTP/1.1\r\n" + HOST + "Content-Length: " + "9".repeat(30) + "\r\n"),
                malformed(
                    "two lengths",
                    "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n"),
                malformed(
                    "coding besides chunked",
                    "POST /nowhere HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip, chunked\r\n"),
                malformed("no UTF-8", "GET /nowhere?x=%FF HTTP/1.1\r\n" + HOST),
                malformed("overlong UTF-8", "GET /nowhere/%C0%AF HTTP/1.1\r\n" + HOST),
                malformed("raw bytes that are no UTF-8", "GET /\u00ff HTTP/1.1\r\n" + HOST),
                of("GET", "/K\u00c3\u00bcche?x=\u00c2\u00b0C", "", "", 404, "not-found")
                    .named("raw UTF-8"),
                refusedThenBroken(),
                of("GET", "/nowhere", "", "", 404, "not-found"),
                of("GET", "/q/nowhere", "", "", 404, "not-found"),
                of("GET", "/v1/nowhere", "", "", 404, "not-found"),
                of("GET", "/.refused/internal-error", "", "", 404, "not-found"),
                of("GET", "/", "", "", 404, "not-found"),
                of("GET", "/q/health", "", "", 404, "not-found"),
                of("GET", "/q/metrics", "", "", 404, "not-found"),
                of("OPTIONS", "*", "", "", 404, "not-found"),
                of("CONNECT", "example.org:443", "", "", 404, "not-found"),
                of("GET", "/nowhere", upgrade("%%"), "", 404, "not-found").named("upgrade"),
                of("GET", "/nowhere", upgrade("AAA"), "", 404, "not-found").named("upgrade"),
                of("GET", "/nowhere", "Upgrade: h2c\r\n", "", 404, "not-found").named("upgrade"),
                malformed("upgrade without Host", "GET /nowhere HTTP/1.1\r\n" + upgrade(SETTINGS)),
                of("CONNECT", "example.org:443", upgrade(SETTINGS), "", 404, "not-found"),
                of("GET", "/" + "x".repeat(100_000), "", "", 414, "uri-too-long")
                    .named("URI of 100 kB"),
                of("GET", "/", large("a", 100_000), "", 431, "headers-too-large")
                    .named("field of 100 kB"),
                of("GET", "/", large("a", 1).repeat(50_000), "", 431, "headers-too-large")
                    .named("50,000 fields")))
        .flatMap(some -> some);
  }

  /** What the management port of every service refuses alike. */
  public static Stream<Refused> byEveryManagement() {
    return Stream.of(
        malformed("/q/%zz", "GET /q/%zz HTTP/1.1\r\n" + HOST),
        malformed("/q/health?%zz on 1.0", "GET /q/health?%zz HTTP/1.0\r\n"),
        malformed("no Host", "GET /q/health/live HTTP/1.1\r\n"),
        malformed("two Hosts", "GET /q/health HTTP/1.1\r\n" + HOST + HOST),
        malformed("no UTF-8", "GET /q/health?x=%FF HTTP/1.1\r\n" + HOST),
        of("GET", "/q/nowhere", "", "", 404, "not-found"),
        of("GET", "/v1/readings", "", "", 404, "not-found"),
        of("GET", "/v1/pipeline", "", "", 404, "not-found"),
        of("GET", "/", "", "", 404, "not-found"),
        of("POST", "/q/health", "", "", 405, "method-not-allowed"),
        of("POST", "/q/health", "Content-Length: 99999999\r\n", "", 413, "body-too-large"),
        of("TRACE", "/q/health/live", "", "", 405, "method-not-allowed"),
        of("DELETE", "/q/metrics", "", "", 405, "method-not-allowed"),
        of("OPTIONS", "/q/openapi", "", "", 405, "method-not-allowed"),
        of("GET", "/q/" + "x".repeat(100_000), "", "", 414, "uri-too-long").named("URI of 100 kB"),
        of("GET", "/q/health", large("a", 100_000), "", 431, "headers-too-large")
            .named("field of 100 kB"));
  }

  /** Bodies in chunks that cannot be decoded, for a route that waits for its body. */
  public static Stream<Refused> brokenChunks(String target) {
    return Stream.of("zz\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n", "2\r\n{}XX", "f".repeat(18) + "\r\n")
        .map(
            chunks ->
                of(
                        "POST",
                        target,
                        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                        chunks,
                        400,
                        "malformed-request")
                    .named("chunks " + chunks.strip().replaceAll("\\s+", " ")));
  }

  /** Broken chunks behind a request that was refused, in one packet: its answer gets through. */
  private static Refused refusedThenBroken() {
    return of("POST", "/nowhere", "Transfer-Encoding: chunked\r\n", "zz\r\n", 404, "not-found")
        .named("broken chunks nowhere");
  }

  private static Refused malformed(String name, String head) {
    return new Refused(name, head + CLOSE, 400, "malformed-request");
  }

  private static String upgrade(String settings) {
    return "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: "
        + settings
        + "\r\n";
  }

  private static String large(String name, int bytes) {
    return name + ": " + "x".repeat(bytes) + "\r\n";
  }

  private Refused named(String other) {
    return new Refused(other, request, status, type);
  }

  /** Sends the request, and checks that the answer is the problem. */
  public String assertProblem(URI service) {
    String answer = send(service);
    int headEnd = answer.indexOf("\r\n\r\n");
    assertThat(headEnd).as(answer).isPositive();
    String head = answer.substring(0, headEnd + 2);
    assertThat(head).startsWith("HTTP/1.1 " + status + " ");
    assertThat(head).containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n");
    assertSecure(head);
    assertProblem(answer.substring(headEnd + 4), status, type);
    return head;
  }

  /** What every answer has. */
  private static void assertSecure(String head) {
    assertThat(head)
        .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
        .containsIgnoringCase(
            "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
        .containsIgnoringCase("\r\nReferrer-Policy: no-referrer\r\n")
        .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
        .doesNotContainIgnoringCase("\r\nServer:")
        .doesNotContainIgnoringCase("\r\nX-Powered-By:")
        .doesNotContainIgnoringCase("\r\nStrict-Transport-Security:");
  }

  static void assertProblem(String body, int status, String type) {
    assertThat(body)
        .startsWith("{\"type\":\"https://tidewire.dev/problems/" + type + "\"")
        .contains("\"status\":" + status + ",")
        .containsPattern("\"title\":\"[^\"]+\"")
        .containsPattern("\"detail\":\"[^\"]+")
        .endsWith("}");
  }

  private String send(URI service) {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException hungUp) {
        // Refused before the end; the answer says so.
      }
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The answer up to its announced end; the connection may stay open for the rest of a body. */
  private static String read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (next == '\n' && head.indexOf("\r\n\r\n") >= 0) {
        break;
      }
    }
    Matcher length = LENGTH.matcher(head);
    byte[] body =
        length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : in.readAllBytes();
    return head + new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name + " is " + type;
  }
}
