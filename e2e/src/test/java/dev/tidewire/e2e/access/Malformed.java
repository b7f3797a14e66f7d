package dev.tidewire.e2e.access;

import dev.tidewire.e2e.stack.Service;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests that are not well-formed HTTP/1, or that two readers of them could understand
 * differently. Where one hides another, the hidden one would store or tell something.
 */
final class Malformed {
  private static final String STORED = "{\"sensor\":\"paris/never\",\"value\":1}";

  /**
   * Continues the field before it, whose value it becomes a part of (RFC 9112, section 5.2). So the
   * request has no body, and another one follows it.
   */
  private static final String FOLDED = " Content-Length: 5\r\n";

  private final Secured secured;

  Malformed(Secured secured) {
    this.secured = secured;
  }

  Stream<Hostile> all() {
    return secured.services().stream()
        .flatMap(
            service ->
                Stream.concat(
                    heads(target(service)).map(head -> Hostile.raw("malformed", service, head)),
                    Stream.of(key(service), "")
                        .flatMap(
                            key ->
                                framings()
                                    .map(
                                        framing ->
                                            smuggled(
                                                service, key + framing.get(0), framing.get(1))))));
  }

  /** With a credential that may do it, so that nothing but the framing is in the way. */
  private static String key(Service service) {
    return Hostile.key(
        switch (service.name()) {
          case "ingest" -> "ingest";
          case "processing" -> "operate-lyon";
          default -> "query-lyon";
        });
  }

  private static String target(Service service) {
    return switch (service.name()) {
      case "ingest" -> "/v1/readings";
      case "processing" -> "/v1/dead-letters";
      default -> "/v1/sensors/paris/secret";
    };
  }

  private Hostile smuggled(Service service, String fields, String body) {
    String hidden =
        service == secured.ingest()
            ? Hostile.of("", service, "POST", "/v1/readings", Hostile.key("ingest"), STORED).bytes()
            : Hostile.get("", service, target(service), Hostile.key("query")).bytes();
    return Hostile.raw(
        fields.endsWith(FOLDED) ? "folding" : "smuggling",
        service,
        "POST /v1/readings HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body + hidden);
  }

  /** Header fields that frame a body, each with its line end, and the body. */
  private static Stream<List<String>> framings() {
    String chunked = "Transfer-Encoding: chunked\r\n";
    String end = "0\r\n\r\n";
    Stream<List<String>> both =
        Stream.of(
            List.of("Content-Length: 4\r\n" + chunked, end),
            List.of(chunked + "Content-Length: 4\r\n", end),
            List.of("Content-Length: 0\r\n" + chunked, end),
            List.of("Content-Length: 4\r\nContent-Length: 5\r\n", end),
            List.of("Content-Length: 4, 5\r\n", end),
            List.of("Content-Length: 5, 5\r\n", end),
            List.of("Content-Length: +5\r\n", end),
            List.of("Content-Length: -5\r\n", end),
            List.of("Content-Length: 0x5\r\n", end),
            List.of("Content-Length: 5 5\r\n", end),
            List.of("Content-Length : 0\r\n", ""),
            List.of(FOLDED, end),
            List.of("Content-Length: \r\n", ""),
            List.of("Content-Length: 99999999999999999999\r\n", ""),
            List.of("Content-Length: 9223372036854775807\r\n", ""),
            List.of("Content-Length\u0000: 5\r\n", end),
            List.of("X: a\nContent-Length: 5\r\n", end),
            List.of("X: a\rContent-Length: 5\r\n", end));
    Stream<List<String>> codings =
        Stream.of(
                "xchunked",
                "chunked, identity",
                "identity, chunked",
                "gzip, chunked",
                "chunked, chunked",
                "identity",
                "cow",
                "",
                " chunked",
                "chunked ",
                "\tchunked",
                "\u000bchunked",
                "Chunked",
                "chunked;q=1",
                "\"chunked\"",
                "chun\u0000ked",
                "chunked\r\nTransfer-Encoding: cow",
                "cow\r\nTransfer-Encoding: chunked",
                "\r\n chunked")
            .map(
                coding ->
                    List.of("Transfer-Encoding: " + coding + "\r\nContent-Length: 5\r\n", end));
    Stream<List<String>> chunks =
        Stream.of(
                "zz\r\n{}\r\n0\r\n\r\n",
                "-1\r\n{}\r\n0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                "2;a=\"\r\n\"\r\n{}\r\n0\r\n\r\n",
                "2\n{}\n0\n\n",
                "2\r{}\r\r0\r\r",
                "2\r\n{}XX0\r\n\r\n",
                "ffffffffffffffff\r\n{}",
                "fffffffffffffffff\r\n{}",
                "80000000\r\n{}",
                "10000000000000002\r\n{}\r\n0\r\n\r\n",
                "0\r\nbroken trailer\r\n\r\n",
                "0;" + "x".repeat(200_000) + "\r\n\r\n",
                "\r\n0\r\n\r\n")
            .map(body -> List.of(chunked, body));
    return Stream.of(both, codings, chunks).flatMap(some -> some);
  }

  private static Stream<String> heads(String target) {
    String get = "GET " + target + " HTTP/1.1\r\n";
    String host = "Host: a\r\n";
    return Stream.of(
            "\r\n\r\n\r\n",
            "\u0000\u0000\u0000\u0000\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
            "GET\r\n\r\n",
            "GET  " + target + " HTTP/1.1\r\n" + host + "\r\n",
            "GET\t" + target + "\tHTTP/1.1\r\n" + host + "\r\n",
            "GET " + target + "\r\n\r\n",
            "GET " + target + " HTTP/0.9\r\n\r\n",
            "GET " + target + " HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET " + target + " HTTP/1.9\r\n" + host + "\r\n",
            "GET " + target + " HTTP/2.0\r\n" + host + "\r\n",
            "GET " + target + " HTTP/11.1\r\n" + host + "\r\n",
            "GET " + target + " http/1.1\r\n" + host + "\r\n",
            "GET " + target + " ICAP/1.0\r\n" + host + "\r\n",
            "G\u0000T " + target + " HTTP/1.1\r\n" + host + "\r\n",
            "GE\u00d6 " + target + " HTTP/1.1\r\n" + host + "\r\n",
            "{} " + target + " HTTP/1.1\r\n" + host + "\r\n",
            "X".repeat(9_000) + " " + target + " HTTP/1.1\r\n" + host + "\r\n",
            "GET http://b" + target + " HTTP/1.1\r\n" + host + "\r\n",
            "GET http://" + target + " HTTP/1.1\r\n" + host + "\r\n",
            "GET http://a@b:99999999" + target + " HTTP/1.1\r\n" + host + "\r\n",
            "GET file:///etc/passwd HTTP/1.1\r\n" + host + "\r\n",
            "GET //b" + target + " HTTP/1.1\r\n" + host + "\r\n",
            "GET \\v1\\readings HTTP/1.1\r\n" + host + "\r\n",
            "GET * HTTP/1.1\r\n" + host + "\r\n",
            "OPTIONS * HTTP/1.1\r\n" + host + "\r\n",
            "CONNECT b:443 HTTP/1.1\r\n" + host + "\r\n",
            "CONNECT " + target + " HTTP/1.1\r\n" + host + "\r\n",
            "GET b:443 HTTP/1.1\r\n" + host + "\r\n",
            "GET ?x=1 HTTP/1.1\r\n" + host + "\r\n",
            "GET " + target + "#fragment HTTP/1.1\r\n" + host + "\r\n",
            "GET " + target + "\u0000 HTTP/1.1\r\n" + host + "\r\n",
            "GET " + target + "\u007f HTTP/1.1\r\n" + host + "\r\n",
            "GET " + target + " HTTP/1.1 HTTP/1.1\r\n" + host + "\r\n",
            "GET /" + "a".repeat(200_000) + " HTTP/1.1\r\n" + host + "\r\n",
            "GET " + target + "?" + "a=b&".repeat(20_000) + " HTTP/1.1\r\n" + host + "\r\n",
            get + "\r\n",
            get + "Host:\r\n\r\n",
            get + host + host + "\r\n",
            get + "Host: a, b\r\n\r\n",
            get + "Host: a b\r\n\r\n",
            get + "Host: a/../b\r\n\r\n",
            get + "Host: a\u0000b\r\n\r\n",
            get + "Host: " + "a".repeat(10_000) + "\r\n\r\n",
            get + "Host : a\r\n\r\n",
            get + " Host: a\r\n\r\n",
            get + host + ": nameless\r\n\r\n",
            get + host + "no colon\r\n\r\n",
            get + host + "a b: c\r\n\r\n",
            get + host + "a\u0000: c\r\n\r\n",
            get + host + "a: c\u0000d\r\n\r\n",
            get + host + "a: b\rc: d\r\n\r\n",
            get + host + "a: b\nc: d\r\n\r\n",
            get + host + "a: b\r\n c\r\n\r\n",
            get + host + "a: b\r\n\tc\r\n\r\n",
            get + host + "\u00e9: b\r\n\r\n",
            get + host + "a: \u001b[31m\r\n\r\n",
            get + host + "x".repeat(30_000) + ": b\r\n\r\n",
            get + host + "a: " + "x".repeat(30_000) + "\r\n\r\n",
            get + host + "a: b\r\n".repeat(10_000) + "\r\n",
            get + host + "Cookie: a=b\r\n".repeat(2_000) + "\r\n",
            get + host + "Expect: 200-maybe\r\n\r\n",
            get + host + "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            get
                + host
                + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: !\r\n\r\n",
            get + host + "Connection: Host, Authorization, close\r\n\r\n",
            get + host + "Range: bytes=0-,0-,0-,0-\r\n\r\n",
            get + host + "Accept-Encoding: gzip;q=\u0000\r\n\r\n",
            get.replace("\r\n", "\n") + host.replace("\r\n", "\n") + "\n")
        .map(
            head ->
                head.endsWith("\r\n\r\n")
                    ? head.substring(0, head.length() - 2) + "Connection: close\r\n\r\n"
                    : head);
  }
}
