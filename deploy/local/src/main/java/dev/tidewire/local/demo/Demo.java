package dev.tidewire.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends the readings of simulated sensors through the HTTP API, one per second and sensor. */
public final class Demo {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final Iterator<URI> readings;
  private final List<SimulatedSensor> sensors;
  private final Clock clock;

  private Demo(
      HttpClient http, Iterator<URI> readings, List<SimulatedSensor> sensors, Clock clock) {
    this.http = http;
    this.readings = readings;
    this.sensors = sensors;
    this.clock = clock;
  }

  /**
   * Runs in a daemon thread as long as this JVM runs.
   *
   * @param ingest the replicas of ingest, which take turns
   */
  public static void start(List<URI> ingest) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<SimulatedSensor> sensors = Plant.sensors(new SplittableRandom());
    Iterator<URI> readings =
        Stream.generate(() -> ingest)
            .flatMap(List::stream)
            .map(replica -> replica.resolve("/v1/readings"))
            .iterator();
    Demo demo = new Demo(http, readings, sensors, Clock.systemUTC());
    Thread thread = new Thread(demo::run, "demo");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        measure();
        Thread.sleep(PERIOD.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure() throws InterruptedException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String body =
        sensors.stream().map(sensor -> sensor.read(now)).collect(Collectors.joining(",", "[", "]"));
    HttpRequest request =
        HttpRequest.newBuilder(readings.next())
            .header("Content-Type", "application/json")
            .timeout(REQUEST_TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      http.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      // Ingest is down, as the supervisor has reported. Nobody needs these readings.
      return;
    }
  }
}
