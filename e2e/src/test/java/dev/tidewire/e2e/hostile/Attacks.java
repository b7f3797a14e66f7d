package dev.tidewire.e2e.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The kinds of things that once stopped a service, or kept it from others. */
final class Attacks {
  /** The sensor of everything that must not be stored. */
  static final String NEVER = "never-";

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /** The service takes tiny chunks slowly, and the rest waits in the network. */
  private static final Duration AS_LONG_AS_AN_ATTACK = Duration.ofSeconds(10);

  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";
  private static final String GZIP = "Content-Encoding: gzip\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final byte[] NOTHING = {};

  private static final byte[] BOMB =
      Wire.gzip(("time,value\n" + "1,1\n".repeat(1_000_000)).getBytes(UTF_8));
  private static final byte[] LARGE =
      repeated("", i -> "{\"sensor\":\"hostile-large\",\"value\":1}\n", 16_000_000, "");
  private static final byte[] METRICS =
      repeated(
          "{\"sensor\":\"" + NEVER + "metrics\",\"values\":{\"a\":1",
          ",\"%x\":1"::formatted,
          8_000_000,
          "}}");
  private static final byte[] LONG_NAMES =
      Wire.gzip(repeated("[{}", i -> "," + longNames(i), 8_000_000, "]"));
  private static final byte[] BAD_LINES = repeated("", i -> "x\n", 131_000, "");
  private static final byte[] DAMAGED = damaged();

  private Attacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack("answers of ingest are not read", 4, Attacks::readsNoAnswers),
        new Attack(
            "answers of query are not read",
            4,
            tidewire -> readsNone(tidewire.query().http(), "/v1/readings?sensor=hostile-large")),
        new Attack(
            "metrics of processing are not read",
            4,
            tidewire -> readsNone(tidewire.processing().management(), "/q/metrics")),
        new Attack("bodies are announced and not sent", 8, Attacks::announcesOnly),
        new Attack(
            "small bodies unpack to a million rows",
            16,
            tidewire -> post(tidewire.ingest(), CSV, GZIP, BOMB)),
        new Attack(
            "bodies are as large as they may be",
            3,
            tidewire -> post(tidewire.ingest(), NDJSON, "", LARGE)),
        new Attack("bodies come in chunks of a byte", 4, Attacks::dribbles),
        new Attack(
            "a reading has a million metrics",
            4,
            tidewire -> post(tidewire.ingest(), JSON, "", METRICS)),
        new Attack(
            "a few bytes have many readings of long names",
            4,
            tidewire -> post(tidewire.ingest(), JSON, GZIP, LONG_NAMES)),
        new Attack(
            "all lines are wrong", 4, tidewire -> post(tidewire.ingest(), NDJSON, "", BAD_LINES)),
        new Attack(
            "packed bodies are damaged",
            4,
            tidewire -> post(tidewire.ingest(), NDJSON, GZIP, DAMAGED)),
        new Attack("bodies have no end", 4, Attacks::neverEnds),
        new Attack("a query names many series that are not there", 4, Attacks::asksForMuch),
        new Attack("clients hang up before their stream begins", 16, Attacks::hangsUp));
  }

  private static void readsNoAnswers(Tidewire tidewire) throws IOException {
    try (Wire wire = new Wire(tidewire.ingest().http())) {
      String request =
          Wire.head("POST", "/v1/readings", "Content-Type: " + JSON + "\r\nContent-Length: 2\r\n");
      wire.send((request + "{}").repeat(30_000));
    }
  }

  private static void readsNone(Http service, String target) throws IOException {
    try (Wire wire = new Wire(service)) {
      wire.send(Wire.head("GET", target, "").repeat(2_000));
      Scenario.last(A_MOMENT);
    }
  }

  private static void announcesOnly(Tidewire tidewire) throws IOException {
    try (Wire wire = new Wire(tidewire.ingest().http())) {
      wire.post(JSON, "Content-Length: 16777216\r\n", NOTHING);
      Scenario.last(A_MOMENT);
    }
  }

  private static void post(Service ingest, String type, String fields, byte[] body)
      throws IOException {
    try (Wire wire = new Wire(ingest.http())) {
      wire.post(type, fields + Wire.length(body), body).awaitAnswer();
    }
  }

  private static void dribbles(Tidewire tidewire) throws IOException {
    try (Wire wire = new Wire(tidewire.ingest().http())) {
      wire.post(JSON, CHUNKED, NOTHING);
      byte[] chunks = "1\r\n \r\n".repeat(2_000).getBytes(UTF_8);
      long end = System.nanoTime() + AS_LONG_AS_AN_ATTACK.toNanos();
      for (int i = 0; i < 1_000 && System.nanoTime() < end; i++) {
        wire.send(chunks);
      }
    }
  }

  private static void neverEnds(Tidewire tidewire) throws IOException {
    try (Wire wire = new Wire(tidewire.ingest().http())) {
      wire.send(Wire.head("PUT", "/v1/readings", CHUNKED));
      byte[] chunk = ("10000\r\n" + " ".repeat(65_536) + "\r\n").getBytes(UTF_8);
      for (int i = 0; i < 500; i++) {
        wire.send(chunk);
      }
    }
  }

  private static void asksForMuch(Tidewire tidewire) throws IOException {
    try (Wire wire = new Wire(tidewire.query().http())) {
      String many =
          IntStream.range(0, 10_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
      wire.send(Wire.head("GET", "/v1/latest?sensor=" + many, "")).awaitAnswer();
    }
  }

  private static void hangsUp(Tidewire tidewire) throws IOException {
    try (Wire wire = new Wire(tidewire.query().http())) {
      wire.send(Wire.head("GET", "/v1/readings?sensor=hostile-large", "Accept: text/csv\r\n"));
    }
  }

  /** A device's object, of whose name each of its readings has a copy. */
  private static String longNames(int number) {
    String name = (NEVER + number).repeat(100).substring(0, 490);
    return IntStream.range(0, 2_000)
        .mapToObj("\"%x\":1"::formatted)
        .collect(Collectors.joining(",", "{\"" + name + "\":{", "}}"));
  }

  private static byte[] damaged() {
    byte[] packed = Wire.gzip(repeated("", line(NEVER + "%x"), 100_000, ""));
    packed[packed.length / 2] ^= 1;
    return packed;
  }

  private static IntFunction<String> line(String sensor) {
    return i -> ("{\"sensor\":\"" + sensor + "\",\"value\":1}\n").formatted(i);
  }

  private static byte[] repeated(String begin, IntFunction<String> item, int bytes, String end) {
    StringBuilder text = new StringBuilder(begin);
    for (int i = 0; text.length() < bytes; i++) {
      text.append(item.apply(i));
    }
    return text.append(end).toString().getBytes(UTF_8);
  }
}
