package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What libraries export by OTLP is answered by query. */
class OtlpClientsIT {
  private final RunningStack stack = RunningStack.shared();

  /** io.opentelemetry:opentelemetry-exporter-otlp, in protobuf and packed. */
  @Test
  void openTelemetry() {
    try (SdkMeterProvider provider = provider("otel-sdk")) {
      // When
      Meter meter = provider.get("test");
      meter
          .counterBuilder("starts")
          .build()
          .add(3, Attributes.of(AttributeKey.stringKey("line"), "a"));
      meter.histogramBuilder("duration").build().record(0.5);
      assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();

      // Then
      stack.awaitValue("otel-sdk", "starts{line=\"a\",service.name=\"plant\"}", "3");
      stack.awaitValue("otel-sdk", "duration.count{service.name=\"plant\"}", "1");
      stack.awaitValue("otel-sdk", "duration.sum{service.name=\"plant\"}", "0.5");
    }
  }

  /** io.micrometer:micrometer-registry-otlp. */
  @Test
  void micrometer() {
    OtlpMeterRegistry registry = new OtlpMeterRegistry(config(), Clock.SYSTEM);
    registry.config().commonTags("host", "otlp-micrometer");
    registry.gauge("queue.size", 42);
    registry.close();

    stack.awaitValue("otlp-micrometer", "queue.size{service.name=\"plant\"}", "42");
  }

  private SdkMeterProvider provider(String host) {
    OtlpHttpMetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(stack.ingest() + "/v1/metrics")
            .setCompression("gzip")
            .build();
    return SdkMeterProvider.builder()
        .setResource(
            Resource.create(
                Attributes.of(
                    AttributeKey.stringKey("host.name"),
                    host,
                    AttributeKey.stringKey("service.name"),
                    "plant")))
        .registerMetricReader(
            PeriodicMetricReader.builder(exporter).setInterval(Duration.ofHours(1)).build())
        .build();
  }

  private OtlpConfig config() {
    return key ->
        switch (key) {
          case "otlp.url" -> stack.ingest() + "/v1/metrics";
          case "otlp.resourceAttributes" -> "service.name=plant";
          case "otlp.step" -> "1h";
          default -> null;
        };
  }
}
