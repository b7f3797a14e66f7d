package dev.tidewire.bench.measure;

import dev.tidewire.bench.load.HttpConnection;
import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.Requests;
import dev.tidewire.bench.load.Sensors;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Questions about random series and times, to the query service and to the bare server alike. */
final class QueryLoads {
  private static final int VARIANTS = 2_000;
  private static final int OK = 200;

  /** From where to where the query service looks for the latest reading first. */
  private static final long RECENTLY_MILLIS = 8L * 24 * 60 * 60 * 1_000;

  private static final long FOREVER_MILLIS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  private final Map<String, Long> seriesIds;
  private final long firstMillis;
  private final long lastMillis;

  /**
   * @param seriesIds the id of each sensor's series
   * @param firstMillis the first of the milliseconds at which each sensor has a reading
   * @param lastMillis the last of them
   */
  QueryLoads(Map<String, Long> seriesIds, long firstMillis, long lastMillis) {
    if (seriesIds.size() < Sensors.COUNT || lastMillis - firstMillis < 2L * QueryFigures.ROWS) {
      throw new IllegalArgumentException(
          "too few readings to ask for: %d series, %d ms"
              .formatted(seriesIds.size(), lastMillis - firstMillis));
    }
    this.seriesIds = seriesIds;
    this.firstMillis = firstMillis;
    this.lastMillis = lastMillis;
  }

  Load latest(int port) {
    return load(
        port, (sensor, from) -> "/v1/latest?sensor=%s&metric=%s".formatted(sensor, Sensors.METRIC));
  }

  Load bareLatest(int port) {
    long recently = System.currentTimeMillis() - RECENTLY_MILLIS;
    return load(
        port,
        (sensor, from) ->
            "/latest?series=%d&from=%d&to=%d"
                .formatted(seriesIds.get(sensor), recently, FOREVER_MILLIS));
  }

  Load range(int port) {
    return load(port, this::rangePath);
  }

  Load bareRange(int port) {
    return load(
        port,
        (sensor, from) ->
            "/range?series=%d&from=%d&to=%d&limit=%d"
                .formatted(
                    seriesIds.get(sensor), from, from + QueryFigures.ROWS, QueryFigures.ROWS + 1));
  }

  /** Fails unless the query service gives just the rows that the figures speak of. */
  void check(int port) throws IOException {
    String body = HttpConnection.get(port, rangePath(Sensors.name(7), firstMillis)).body();
    int rows = body.split("\"time\"", -1).length - 1;
    if (rows != QueryFigures.ROWS) {
      throw new IOException(
          "a range of %d readings has %d rows: %s"
              .formatted(QueryFigures.ROWS, rows, body.substring(0, Math.min(300, body.length()))));
    }
  }

  private String rangePath(String sensor, long from) {
    return "/v1/readings?sensor=%s&metric=%s&from=%s&to=%s&limit=%d"
        .formatted(
            sensor,
            Sensors.METRIC,
            Instant.ofEpochMilli(from),
            Instant.ofEpochMilli(from + QueryFigures.ROWS),
            QueryFigures.ROWS);
  }

  private Load load(int port, BiFunction<String, Long, String> path) {
    return new Load(port, QueryFigures.CONNECTIONS, connection -> requests(connection, path), OK);
  }

  private Requests requests(int connection, BiFunction<String, Long, String> path) {
    SplittableRandom random = new SplittableRandom(connection);
    List<byte[]> variants = new ArrayList<>();
    for (int i = 0; i < VARIANTS; i++) {
      String sensor = Sensors.name(random.nextInt(Sensors.COUNT));
      long from = random.nextLong(firstMillis, lastMillis - QueryFigures.ROWS);
      variants.add(HttpConnection.getRequest(path.apply(sensor, from)));
    }
    return new Requests() {
      private int next;

      @Override
      public byte[] next() {
        next = (next + 1) % VARIANTS;
        return variants.get(next);
      }
    };
  }
}
