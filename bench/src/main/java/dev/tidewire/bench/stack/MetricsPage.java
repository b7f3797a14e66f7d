package dev.tidewire.bench.stack;

import dev.tidewire.bench.load.HttpConnection;
import java.io.IOException;

/** The Prometheus metrics of a service at one moment. */
public record MetricsPage(String text) {
  /** Fetches the metrics of the service with this management port. */
  public static MetricsPage fetch(int port) throws IOException {
    return new MetricsPage(HttpConnection.text(port, "/q/metrics"));
  }

  /** A metric of the heap of the service with this management port. */
  public static double heapMebibytes(int port, String metric) throws IOException {
    return fetch(port).sum(metric, "area=\"heap\"") / (1 << 20);
  }

  /**
   * The sum of a metric over those of its label sets that contain {@code labels}, such as {@code
   * area="heap"}; 0 when there is none.
   */
  public double sum(String name, String labels) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> line.contains(labels))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
