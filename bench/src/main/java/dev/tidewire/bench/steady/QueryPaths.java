package dev.tidewire.bench.steady;

import dev.tidewire.bench.load.HttpConnection;
import dev.tidewire.bench.load.Sensors;
import java.time.Instant;

/** Requests to the query service for one series. */
final class QueryPaths {
  private QueryPaths() {}

  static byte[] latest(String sensor) {
    return HttpConnection.get("/v1/latest?sensor=%s&metric=%s".formatted(sensor, Sensors.METRIC));
  }

  static byte[] newest(String sensor, int readings) {
    return HttpConnection.get(readings(sensor) + "&order=desc&limit=" + readings);
  }

  static byte[] between(String sensor, long fromMillis, long toMillis) {
    Instant from = Instant.ofEpochMilli(fromMillis);
    Instant to = Instant.ofEpochMilli(toMillis);
    return HttpConnection.get(readings(sensor) + "&from=%s&to=%s".formatted(from, to));
  }

  private static String readings(String sensor) {
    return "/v1/readings?sensor=%s&metric=%s".formatted(sensor, Sensors.METRIC);
  }
}
