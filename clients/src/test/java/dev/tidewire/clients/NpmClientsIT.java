package dev.tidewire.clients;

import org.junit.jupiter.api.Test;

/** What libraries of npm send, as the page has it, is answered by query. */
@Installed
class NpmClientsIT {
  private final RunningStack stack = RunningStack.shared();

  /**
   * @influxdata/influxdb-client.
   */
  @Test
  void influxDb() {
    NpmPackages.run(Documented.block("js", "@influxdata/influxdb-client", stack, "npm-influx"));

    stack.awaitValue("npm-influx", "temperature{site=\"lyon\"}", "71.3");
  }

  /**
   * @opentelemetry/exporter-metrics-otlp-http, in JSON.
   */
  @Test
  void openTelemetry() {
    NpmPackages.run(Documented.block("js", "@opentelemetry", stack, "npm-otlp"));

    stack.awaitValue("npm-otlp", "starts{line=\"a\",service.name=\"plant\"}", "3");
  }
}
