package dev.tidewire.bench.measure;

import dev.tidewire.bench.load.HttpConnection;
import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.Sensors;
import dev.tidewire.bench.rig.Rig;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Queries for random series and times, the same for the query service and the bare server. */
final class QueryLoads {
  /** Rows of a range. */
  static final int ROWS = 240;

  /** Clients that query. */
  static final int CONNECTIONS = 16;

  private static final int VARIANTS = 2_000;
  private static final int OK = 200;

  /** Where the query service looks for the latest reading first: eight days back, no end. */
  private static final Duration RECENT = Duration.ofDays(8);

  private static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

  private final Map<String, Long> seriesIds = new HashMap<>();
  private final long firstMillis;
  private final long endMillis;

  /** Queries for what is stored, as long as all of it came in batches of all sensors. */
  QueryLoads(Rig rig) throws IOException, InterruptedException {
    for (Row row : rig.database().run("SELECT sensor, id FROM series")) {
      seriesIds.put(row.getString(0), row.getLong(1));
    }
    firstMillis = rig.intake().firstMillis();
    endMillis = rig.intake().nextMillis();
    if (seriesIds.size() < Sensors.COUNT || endMillis - firstMillis < 2L * ROWS) {
      throw new IllegalStateException(
          "too few readings to query: %d series, %d ms"
              .formatted(seriesIds.size(), endMillis - firstMillis));
    }
  }

  Load latest(int port) {
    return load(
        port, (sensor, from) -> "/v1/latest?sensor=%s&metric=%s".formatted(sensor, Sensors.METRIC));
  }

  Load bareLatest(int port) {
    long recent = Instant.now().minus(RECENT).toEpochMilli();
    return load(
        port,
        (sensor, from) ->
            "/latest?series=%d&from=%d&to=%d"
                .formatted(seriesIds.get(sensor), recent, NO_END.toEpochMilli()));
  }

  Load range(int port) {
    return load(port, QueryLoads::rangePath);
  }

  Load bareRange(int port) {
    return load(
        port,
        (sensor, from) ->
            "/range?series=%d&from=%d&to=%d&limit=%d"
                .formatted(seriesIds.get(sensor), from, from + ROWS, ROWS + 1));
  }

  /** Fails unless a range has exactly {@link #ROWS} rows. */
  void check(int port) throws IOException {
    String body = HttpConnection.text(port, rangePath(Sensors.name(7), firstMillis));
    int rows = body.split("\"time\"", -1).length - 1;
    if (rows != ROWS) {
      throw new IOException(
          "a range of %d readings has %d rows: %.300s".formatted(ROWS, rows, body));
    }
  }

  private static String rangePath(String sensor, long from) {
    return "/v1/readings?sensor=%s&metric=%s&from=%s&to=%s&limit=%d"
        .formatted(
            sensor,
            Sensors.METRIC,
            Instant.ofEpochMilli(from),
            Instant.ofEpochMilli(from + ROWS),
            ROWS);
  }

  private Load load(int port, BiFunction<String, Long, String> path) {
    return new Load(
        port,
        IntStream.range(0, CONNECTIONS).mapToObj(number -> requests(number, path)).toList(),
        OK);
  }

  /** Rendered before the run, because that takes CPU. They repeat. */
  private Supplier<byte[]> requests(int connection, BiFunction<String, Long, String> path) {
    SplittableRandom random = new SplittableRandom(connection);
    List<byte[]> variants = new ArrayList<>();
    for (int i = 0; i < VARIANTS; i++) {
      String sensor = Sensors.name(random.nextInt(Sensors.COUNT));
      long from = random.nextLong(firstMillis, endMillis - ROWS);
      variants.add(HttpConnection.get(path.apply(sensor, from)));
    }
    return () -> variants.get(random.nextInt(VARIANTS));
  }
}
