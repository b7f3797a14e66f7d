package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.WriteApi;
import com.influxdb.client.WriteOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.client.write.events.WriteRetriableErrorEvent;
import com.influxdb.exceptions.BadRequestException;
import com.influxdb.exceptions.ServiceUnavailableException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.influx.InfluxApiVersion;
import io.micrometer.influx.InfluxConfig;
import io.micrometer.influx.InfluxMeterRegistry;
import io.questdb.client.Sender;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.influxdb.InfluxDB;
import org.influxdb.InfluxDBFactory;
import org.influxdb.dto.BatchPoints;
import org.junit.jupiter.api.Test;

/** What libraries write by line protocol is answered by query. */
class InfluxClientsIT {
  private final RunningStack stack = RunningStack.shared();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  /** com.influxdb:influxdb-client-java. */
  @Test
  void influxDb2() {
    try (InfluxDBClient client = client()) {
      // When
      client
          .getWriteApiBlocking()
          .writePoints(
              List.of(
                  point("java2", "lyon").addField("text", "left out"), point("java2", "new york")));

      // Then
      stack.awaitValue("java2", "temperature{site=\"lyon\"}", "71.25");
      stack.awaitValue("java2", "temperature{site=\"new york\"}", "71.25");
      assertThat(client.ping()).isTrue();
      assertThatThrownBy(
              () ->
                  client.getWriteApiBlocking().writeRecord(WritePrecision.MS, "boiler value=wrong"))
          .isInstanceOf(BadRequestException.class)
          .hasMessageContaining("unable to parse 'boiler value=wrong'");
    }
  }

  /** The same, writing in batches in the background, packed. */
  @Test
  void influxDb2InBatches() {
    try (InfluxDBClient client = client().enableGzip();
        WriteApi writes = client.makeWriteApi(WriteOptions.builder().batchSize(100).build())) {
      for (int i = 0; i < 250; i++) {
        writes.writePoint(point("batch2-" + i, "lyon"));
      }
      writes.flush();

      stack.awaitValue("batch2-249", "temperature{site=\"lyon\"}", "71.25");
    }
  }

  /** What it sends again after a 503 may have been accepted the first time. */
  @Test
  void influxDb2_sendsAgain_andNothingIsThereTwice() {
    int readings = 20;
    WriteOptions options = WriteOptions.builder().retryInterval(1_000).maxRetries(20).build();
    try (InfluxDBClient client = client();
        WriteApi writes = client.makeWriteApi(options)) {
      // Given
      AtomicReference<Throwable> refused = new AtomicReference<>();
      writes.listenEvents(
          WriteRetriableErrorEvent.class, event -> refused.set(event.getThrowable()));

      // When
      stack.whileKafkaIsFrozen(
          () -> {
            for (int i = 0; i < readings; i++) {
              writes.writePoint(point("again2", "lyon").time(now.plusMillis(i), WritePrecision.MS));
            }
            writes.flush();
            await().atMost(Duration.ofSeconds(30)).until(() -> refused.get() != null);
          });

      // Then
      assertThat(refused.get()).isInstanceOf(ServiceUnavailableException.class);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(stack.query("/v1/readings?sensor=again2").split("\"time\":", -1))
                      .hasSize(readings + 1));
    }
  }

  /** org.influxdb:influxdb-java. */
  @Test
  void influxDb1() {
    try (InfluxDB client = InfluxDBFactory.connect(stack.ingest(), "user", "password")) {
      // When
      client.query(new org.influxdb.dto.Query("CREATE DATABASE java1"));
      client.setDatabase("java1");
      client.enableGzip();
      client.write(
          BatchPoints.database("java1")
              .point(
                  org.influxdb.dto.Point.measurement("boiler")
                      .tag("host", "java1")
                      .time(now.toEpochMilli(), TimeUnit.MILLISECONDS)
                      .addField("value", 12L)
                      .addField("on", true)
                      .build())
              .build());

      // Then
      stack.awaitValue("java1", "boiler", "12");
      stack.awaitValue("java1", "boiler.on", "1");
      assertThat(client.ping().isGood()).isTrue();
    }
  }

  /** io.micrometer:micrometer-registry-influx, by both versions of the API. */
  @Test
  void micrometer() {
    for (InfluxApiVersion version : InfluxApiVersion.values()) {
      String sensor = "micrometer-" + version;
      InfluxMeterRegistry registry = new InfluxMeterRegistry(config(version), Clock.SYSTEM);
      registry.config().commonTags("host", sensor);
      registry.gauge("queue.size", 42);
      registry.close();

      stack.awaitValue(sensor, "queue_size{metric_type=\"gauge\"}", "42");
    }
  }

  /** org.questdb:questdb-client. */
  @Test
  void questDb() {
    try (Sender sender =
        Sender.fromConfig(
            "http::addr=127.0.0.1:%d;protocol_version=1;".formatted(stack.ingestPort()))) {
      sender
          .table("boiler")
          .symbol("host", "questdb")
          .doubleColumn("pressure", 2.5)
          .longColumn("starts", 3)
          .at(now);
      sender.flush();
    }

    stack.awaitValue("questdb", "boiler.pressure", "2.5");
    stack.awaitValue("questdb", "boiler.starts", "3");
  }

  private InfluxDBClient client() {
    return InfluxDBClientFactory.create(stack.ingest(), "token".toCharArray(), "org", "bucket");
  }

  private Point point(String sensor, String site) {
    return Point.measurement("temperature")
        .addTag("host", sensor)
        .addTag("site", site)
        .addField("value", 71.25)
        .time(now, WritePrecision.MS);
  }

  private InfluxConfig config(InfluxApiVersion version) {
    return key ->
        switch (key) {
          case "influx.uri" -> stack.ingest();
          case "influx.apiVersion" -> version.name();
          case "influx.org", "influx.bucket", "influx.db" -> "any";
          case "influx.token" -> version == InfluxApiVersion.V2 ? "any" : null;
          case "influx.step" -> "1h";
          default -> null;
        };
  }
}
