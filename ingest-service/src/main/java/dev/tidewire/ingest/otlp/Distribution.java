package dev.tidewire.ingest.otlp;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.ingest.labels.Named;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a histogram or a summary measured: its count and sum, the least and the greatest
 * value, and its parts.
 */
final class Distribution {
  private static final int QUANTILE = 1;
  private static final int VALUE = 2;

  private final SeriesNames names;
  private final Column counts = new Column();
  private final Column bounds = new Column();
  private long count;
  private boolean hasSum;
  private int leftOut;

  Distribution(SeriesNames names) {
    this.names = names;
  }

  /** How many values of the last point are left out, because they are none or cannot be stored. */
  int leftOut() {
    return leftOut;
  }

  /** Reads a data point; returns what is wrong with it, or null. */
  @Nullable String read(PointKind kind, ProtobufReader point, Measurements out)
      throws BodyRefusedException {
    counts.clear();
    bounds.clear();
    count = 0;
    hasSum = false;
    leftOut = 0;
    String detail = null;
    while (detail == null && point.next()) {
      detail = field(kind, point, out);
    }
    if (detail == null && kind == PointKind.SUMMARY && !hasSum) {
      // Zero is not written, where a sum must be.
      detail = out.part("sum", 0);
    }
    if (detail == null) {
      detail = out.count(out.point(), "count", count);
    }
    return detail == null ? buckets(out) : detail;
  }

  private @Nullable String field(PointKind kind, ProtobufReader point, Measurements out)
      throws BodyRefusedException {
    int field = point.field();
    if (field == PointKind.COUNT) {
      count = point.fixed64();
      return null;
    }
    if (field == PointKind.SUM) {
      hasSum = true;
      return out.part("sum", point.number());
    }
    if (field == kind.min()) {
      return out.part("min", point.number());
    }
    if (field == kind.max()) {
      return out.part("max", point.number());
    }
    return part(kind, point, out);
  }

  private @Nullable String part(PointKind kind, ProtobufReader point, Measurements out)
      throws BodyRefusedException {
    switch (kind) {
      case HISTOGRAM -> {
        if (point.field() == PointKind.BUCKETS) {
          point.fixed64s(counts::add);
        } else if (point.field() == PointKind.BOUNDS) {
          point.fixed64s(bounds::add);
        }
        return null;
      }
      case SUMMARY -> {
        return point.field() == PointKind.QUANTILES ? quantile(point.message(), out) : null;
      }
      default -> {
        boolean isBuckets =
            point.field() == PointKind.POSITIVE || point.field() == PointKind.NEGATIVE;
        leftOut = isBuckets && point.length() > 0 ? 1 : leftOut;
        return null;
      }
    }
  }

  /** The buckets as Prometheus has them: how many values there are up to each bound. */
  private @Nullable String buckets(Measurements out) throws BodyRefusedException {
    if (counts.isTooLong() || bounds.isTooLong()) {
      return "a histogram must have at most %d bounds".formatted(Column.MOST - 1);
    }
    if (counts.size() == 0 ? bounds.size() > 0 : counts.size() != bounds.size() + 1) {
      return "a histogram must have one bucket more than bounds, but has %d and %d"
          .formatted(counts.size(), bounds.size());
    }
    long total = 0;
    for (int i = 0; i < counts.size(); i++) {
      boolean isLast = i == bounds.size();
      if (!isLast && !Double.isFinite(bounds.number(i))) {
        return "a bound must be finite, but is " + bounds.number(i);
      }
      total += counts.integer(i);
      String bound = isLast ? "+Inf" : AttributeText.number(bounds.number(i));
      Named bucket = names.ofBucket(bound);
      if (bucket instanceof Named.Refused refused) {
        return refused.detail();
      }
      out.count((LabelledSeries) bucket, "bucket", total);
    }
    return null;
  }

  /** A quantile of no values is no number, and left out. */
  private @Nullable String quantile(ProtobufReader pair, Measurements out)
      throws BodyRefusedException {
    double quantile = 0;
    double value = 0;
    while (pair.next()) {
      switch (pair.field()) {
        case QUANTILE -> quantile = pair.number();
        case VALUE -> value = pair.number();
        default -> {
          // Of a later version.
        }
      }
    }
    if (Double.isNaN(value)) {
      leftOut++;
      return null;
    }
    Named named = names.ofQuantile(AttributeText.number(quantile));
    return named instanceof Named.Refused refused
        ? refused.detail()
        : out.value((LabelledSeries) named, value);
  }
}
