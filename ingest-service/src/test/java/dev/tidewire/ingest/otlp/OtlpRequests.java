package dev.tidewire.ingest.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests of any kind, made by the generated classes from a seed. */
final class OtlpRequests {
  private static final long LATEST = 1_795_000_000_000_000_000L;

  private final Random random;

  private OtlpRequests(long seed) {
    random = new Random(seed);
  }

  static ExportMetricsServiceRequest of(long seed) {
    OtlpRequests made = new OtlpRequests(seed);
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    for (int i = made.below(3); i > 0; i--) {
      request.addResourceMetrics(made.resource());
    }
    return request.build();
  }

  private ResourceMetrics resource() {
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder().setSchemaUrl("https://schema");
    resource.getResourceBuilder().addAllAttributes(attributes());
    for (int i = below(3); i > 0; i--) {
      resource.addScopeMetricsBuilder().addMetrics(metric()).getScopeBuilder().setName("scope");
    }
    return resource.build();
  }

  private Metric metric() {
    int kind = below(5);
    Metric.Builder metric = Metric.newBuilder().setName("n" + kind).setDescription("described");
    metric.setUnit(kind % 2 == 0 ? "ms" : "");
    for (int i = below(3); i > 0; i--) {
      switch (kind) {
        case 0 -> metric.getGaugeBuilder().addDataPoints(number());
        case 1 -> metric.getSumBuilder().setIsMonotonic(true).addDataPoints(number());
        case 2 -> metric.getHistogramBuilder().addDataPoints(histogram());
        case 3 -> metric.getExponentialHistogramBuilder().addDataPoints(exponential());
        default -> metric.getSummaryBuilder().addDataPoints(summary());
      }
    }
    return metric.build();
  }

  private NumberDataPoint number() {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .addAllAttributes(attributes())
            .setFlags(flags())
            .setStartTimeUnixNano(1)
            .setTimeUnixNano(time());
    point.addExemplarsBuilder().setAsDouble(7).setTimeUnixNano(3);
    switch (below(8)) {
      case 0 -> point.clearValue();
      case 1, 2, 3 -> point.setAsInt(random.nextLong());
      default -> point.setAsDouble(value());
    }
    return point.build();
  }

  private HistogramDataPoint histogram() {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .addAllAttributes(attributes())
            .setFlags(flags())
            .setTimeUnixNano(time())
            .setCount(random.nextLong() >>> below(64));
    if (random.nextBoolean()) {
      point.setSum(value()).setMin(value()).setMax(value());
    }
    double bound = random.nextDouble() - 1;
    int bounds = below(4);
    for (int i = 0; i < bounds; i++) {
      bound += 1 + random.nextInt(1_000);
      point.addExplicitBounds(bound);
    }
    for (int i = bounds + (below(6) == 0 ? 0 : 1); i > 0; i--) {
      point.addBucketCounts(below(100));
    }
    return point.build();
  }

  private ExponentialHistogramDataPoint exponential() {
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .addAllAttributes(attributes())
            .setFlags(flags())
            .setTimeUnixNano(time())
            .setScale(-3)
            .setZeroThreshold(0.5)
            .setCount(below(9));
    if (random.nextBoolean()) {
      point.setSum(value()).setMin(value()).setMax(value());
    }
    if (random.nextBoolean()) {
      point.getPositiveBuilder().setOffset(-1).addBucketCounts(3);
    }
    return point.build();
  }

  private SummaryDataPoint summary() {
    SummaryDataPoint.Builder point =
        SummaryDataPoint.newBuilder()
            .addAllAttributes(attributes())
            .setFlags(flags())
            .setTimeUnixNano(time())
            .setCount(below(9))
            .setSum(below(3));
    double quantile = 0;
    for (int i = below(4); i > 0; i--) {
      point.addQuantileValuesBuilder().setQuantile(quantile).setValue(value());
      quantile += 0.3;
    }
    return point.build();
  }

  private List<KeyValue> attributes() {
    List<KeyValue> attributes = new ArrayList<>();
    for (String key : List.of("host", "a", "b\u00e9", "{\"=")) {
      if (below(3) == 0) {
        attributes.add(KeyValue.newBuilder().setKey(key).setValue(attribute()).build());
      }
    }
    return attributes;
  }

  private AnyValue attribute() {
    AnyValue.Builder value = AnyValue.newBuilder();
    return switch (below(5)) {
      case 0 -> value.setBoolValue(random.nextBoolean()).build();
      case 1 -> value.setIntValue(random.nextLong()).build();
      case 2 -> value.build();
      default -> value.setStringValue("v" + below(3)).build();
    };
  }

  private double value() {
    return switch (below(12)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> Double.longBitsToDouble(random.nextLong());
      default -> random.nextInt(1_000) / 8.0;
    };
  }

  private int flags() {
    return below(8) == 0 ? 1 : 0;
  }

  private long time() {
    return 1 + (long) (random.nextDouble() * LATEST);
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }
}
