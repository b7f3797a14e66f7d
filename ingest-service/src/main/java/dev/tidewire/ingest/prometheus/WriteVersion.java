package dev.tidewire.ingest.prometheus;

/**
 * The versions of remote write, with the numbers of the fields that are read
 * (github.com/prometheus/prometheus, prompb). Those of a series' labels and samples are the same.
 */
public enum WriteVersion {
  /** {@code prometheus.WriteRequest}: a label is a message. */
  V1("prometheus.WriteRequest", 1, 4),
  /** {@code io.prometheus.write.v2.Request}: a label is two references to a table of symbols. */
  V2("io.prometheus.write.v2.Request", 5, 3);

  static final int SYMBOLS = 4;
  static final int LABELS = 1;
  static final int SAMPLES = 2;
  static final int METADATA = 5;
  static final int UNIT = 4;

  private final String message;
  private final int series;
  private final int histograms;

  WriteVersion(String message, int series, int histograms) {
    this.message = message;
    this.series = series;
    this.histograms = histograms;
  }

  /** What {@code proto} is in the media type. */
  String message() {
    return message;
  }

  int series() {
    return series;
  }

  int histograms() {
    return histograms;
  }
}
