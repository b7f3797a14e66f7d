package dev.tidewire.ingest.otlp;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import dev.tidewire.platform.text.Text;

/**
 * An {@code ExportMetricsServiceRequest}. The fields of a message may come in any order, so each
 * message is looked through twice: for what describes it, and for what it holds.
 */
final class OtlpBody {
  private static final int RESOURCE_METRICS = 1;
  private static final int RESOURCE = 1;
  private static final int ATTRIBUTES = 1;
  private static final int SCOPE_METRICS = 2;
  private static final int METRICS = 2;
  private static final int NAME = 1;
  private static final int UNIT = 3;
  private static final int DATA_POINTS = 1;

  private final ProtobufReader request;
  private final SeriesNames names;
  private final PointReader points;
  private final Text unit = new Text();

  OtlpBody(ProtobufReader request, SeriesNames names, ReadingSink sink) {
    this.request = request;
    this.names = names;
    this.points = new PointReader(names, sink);
  }

  void read() throws BodyRefusedException {
    while (request.next()) {
      if (request.field() == RESOURCE_METRICS) {
        readResource(request.message());
        readScopes(request.message());
      }
    }
  }

  private void readResource(ProtobufReader metrics) throws BodyRefusedException {
    names.beginResource();
    while (metrics.next()) {
      if (metrics.field() == RESOURCE) {
        ProtobufReader resource = metrics.message();
        while (resource.next()) {
          if (resource.field() == ATTRIBUTES) {
            names.addOfResource(resource);
          }
        }
      }
    }
  }

  private void readScopes(ProtobufReader resource) throws BodyRefusedException {
    while (resource.next()) {
      if (resource.field() == SCOPE_METRICS) {
        ProtobufReader scope = resource.message();
        while (scope.next()) {
          if (scope.field() == METRICS) {
            describe(scope.message());
            readPoints(scope.message());
          }
        }
      }
    }
  }

  private void describe(ProtobufReader metric) throws BodyRefusedException {
    names.beginMetric();
    unit.clear();
    while (metric.next()) {
      if (metric.field() == NAME) {
        names.addName(metric);
      } else if (metric.field() == UNIT) {
        String text = metric.text();
        // Not UTF-8 is no unit, and refused as such with each data point.
        unit.set(text == null ? "\uD800" : text);
      }
    }
  }

  private void readPoints(ProtobufReader metric) throws BodyRefusedException {
    while (metric.next()) {
      PointKind kind = PointKind.ofField(metric.field());
      if (kind != null) {
        ProtobufReader data = metric.message();
        while (data.next()) {
          if (data.field() == DATA_POINTS) {
            points.read(kind, data, unit);
          }
        }
      }
    }
  }
}
