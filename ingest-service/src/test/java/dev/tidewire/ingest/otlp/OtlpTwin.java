package dev.tidewire.ingest.otlp;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.platform.text.Text;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says by the generated classes, and without regard to time, what a request holds. */
final class OtlpTwin {
  final List<SensorReading> readings = new ArrayList<>();
  int rejected;
  int skipped;

  private final LabelNaming naming;
  private final Map<String, String> resource = new HashMap<>();
  private String name = "";
  private String unit = "";

  /** One data point: its labels, its time, and what it measured. */
  private final class Point {
    private final Map<String, String> labels = new HashMap<>(resource);
    private final long micros;
    private final List<SensorReading> measured = new ArrayList<>();
    private boolean isGood = true;

    Point(List<KeyValue> attributes, long nanos) {
      attributes.forEach(it -> labels.put(it.getKey(), text(it)));
      micros = Math.floorDiv(nanos, 1_000);
    }

    void add(String field, double value, String ofUnit, Map<String, String> more) {
      if (!Double.isFinite(value)) {
        isGood = false;
        return;
      }
      Map<String, String> all = new HashMap<>(labels);
      all.putAll(more);
      LabelledSeries series = (LabelledSeries) naming.of(name, all);
      Text metric = new Text();
      series.metric(field, metric);
      all.values().removeIf(String::isEmpty);
      measured.add(
          new SensorReading(
              new SeriesKey(series.sensor(), metric.toString()),
              micros,
              value,
              ofUnit.isEmpty() ? null : ofUnit,
              all));
    }

    void end(int leftOut) {
      if (isGood && ReadingTime.isValid(micros)) {
        readings.addAll(measured);
        skipped += leftOut;
      } else {
        rejected++;
      }
    }
  }

  OtlpTwin(LabelNaming naming, ExportMetricsServiceRequest request) {
    this.naming = naming;
    for (ResourceMetrics one : request.getResourceMetricsList()) {
      resource.clear();
      one.getResource().getAttributesList().forEach(it -> resource.put(it.getKey(), text(it)));
      one.getScopeMetricsList().stream()
          .map(ScopeMetrics::getMetricsList)
          .flatMap(List::stream)
          .forEach(this::metric);
    }
  }

  private void metric(Metric metric) {
    name = metric.getName();
    unit = metric.getUnit();
    metric.getGauge().getDataPointsList().forEach(this::number);
    metric.getSum().getDataPointsList().forEach(this::number);
    metric.getHistogram().getDataPointsList().forEach(this::histogram);
    metric.getExponentialHistogram().getDataPointsList().forEach(this::exponential);
    metric.getSummary().getDataPointsList().forEach(this::summary);
  }

  private boolean isLeftOut(int flags) {
    boolean isLeftOut = flags % 2 == 1;
    skipped += isLeftOut ? 1 : 0;
    return isLeftOut;
  }

  private void number(NumberDataPoint it) {
    if (!isLeftOut(it.getFlags())) {
      Point point = new Point(it.getAttributesList(), it.getTimeUnixNano());
      boolean isInteger = it.getValueCase() == NumberDataPoint.ValueCase.AS_INT;
      point.isGood = it.getValueCase() != NumberDataPoint.ValueCase.VALUE_NOT_SET;
      point.add("value", isInteger ? it.getAsInt() : it.getAsDouble(), unit, Map.of());
      point.end(0);
    }
  }

  private void histogram(HistogramDataPoint it) {
    if (isLeftOut(it.getFlags())) {
      return;
    }
    Point point = new Point(it.getAttributesList(), it.getTimeUnixNano());
    point.add("count", unsigned(it.getCount()), "", Map.of());
    if (it.hasSum()) {
      point.add("sum", it.getSum(), unit, Map.of());
    }
    if (it.hasMin()) {
      point.add("min", it.getMin(), unit, Map.of());
    }
    if (it.hasMax()) {
      point.add("max", it.getMax(), unit, Map.of());
    }
    List<Long> counts = it.getBucketCountsList();
    List<Double> bounds = it.getExplicitBoundsList();
    point.isGood &= counts.isEmpty() ? bounds.isEmpty() : counts.size() == bounds.size() + 1;
    long total = 0;
    for (int i = 0; point.isGood && i < counts.size(); i++) {
      total += counts.get(i);
      String bound = i < bounds.size() ? decimal(bounds.get(i)) : "+Inf";
      point.add("bucket", unsigned(total), "", Map.of("le", bound));
    }
    point.end(0);
  }

  private void exponential(ExponentialHistogramDataPoint it) {
    if (isLeftOut(it.getFlags())) {
      return;
    }
    Point point = new Point(it.getAttributesList(), it.getTimeUnixNano());
    point.add("count", unsigned(it.getCount()), "", Map.of());
    if (it.hasSum()) {
      point.add("sum", it.getSum(), unit, Map.of());
    }
    if (it.hasMin()) {
      point.add("min", it.getMin(), unit, Map.of());
    }
    if (it.hasMax()) {
      point.add("max", it.getMax(), unit, Map.of());
    }
    point.end(it.getPositive().getBucketCountsCount() > 0 ? 1 : 0);
  }

  private void summary(SummaryDataPoint it) {
    if (isLeftOut(it.getFlags())) {
      return;
    }
    Point point = new Point(it.getAttributesList(), it.getTimeUnixNano());
    point.add("count", unsigned(it.getCount()), "", Map.of());
    point.add("sum", it.getSum(), unit, Map.of());
    int leftOut = 0;
    for (SummaryDataPoint.ValueAtQuantile pair : it.getQuantileValuesList()) {
      if (Double.isNaN(pair.getValue())) {
        leftOut++;
      } else {
        Map<String, String> label = Map.of("quantile", decimal(pair.getQuantile()));
        point.add("value", pair.getValue(), unit, label);
      }
    }
    point.end(leftOut);
  }

  private static String text(KeyValue attribute) {
    return switch (attribute.getValue().getValueCase()) {
      case STRING_VALUE -> attribute.getValue().getStringValue();
      case BOOL_VALUE -> Boolean.toString(attribute.getValue().getBoolValue());
      case INT_VALUE -> Long.toString(attribute.getValue().getIntValue());
      default -> "";
    };
  }

  private static String decimal(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  private static double unsigned(long integer) {
    return new BigDecimal(Long.toUnsignedString(integer)).doubleValue();
  }
}
