package dev.tidewire.ingest.otlp;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of data points, with the numbers of the fields that are read
 * (github.com/open-telemetry/opentelemetry-proto, metrics.proto). A field that a kind does not have
 * is 0.
 */
enum PointKind {
  NUMBER(7, 8, 0, 0),
  HISTOGRAM(9, 10, 11, 12),
  EXPONENTIAL(1, 10, 12, 13),
  SUMMARY(7, 8, 0, 0);

  static final int TIME = 3;
  static final int DOUBLE = 4;
  static final int INTEGER = 6;
  static final int COUNT = 4;
  static final int SUM = 5;
  static final int BUCKETS = 6;
  static final int BOUNDS = 7;
  static final int ZEROS = 7;
  static final int POSITIVE = 8;
  static final int NEGATIVE = 9;
  static final int QUANTILES = 6;

  private final int attributes;
  private final int flags;
  private final int min;
  private final int max;

  PointKind(int attributes, int flags, int min, int max) {
    this.attributes = attributes;
    this.flags = flags;
    this.min = min;
    this.max = max;
  }

  /** The kind of the points in a field of a metric, or null for a field of another meaning. */
  static @Nullable PointKind ofField(int field) {
    return switch (field) {
      case 5, 7 -> NUMBER;
      case 9 -> HISTOGRAM;
      case 10 -> EXPONENTIAL;
      case 11 -> SUMMARY;
      default -> null;
    };
  }

  int attributes() {
    return attributes;
  }

  int flags() {
    return flags;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }
}
