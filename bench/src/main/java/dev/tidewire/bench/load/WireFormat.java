package dev.tidewire.bench.load;

import java.util.function.IntFunction;

/** A format in which ingest takes readings. All write the same readings of the same series. */
public enum WireFormat {
  JSON("JSON", "/v1/readings", 202, JsonBatches::new),
  CSV("CSV", "/v1/readings", 202, CsvBatches::new),
  LINE_PROTOCOL("line protocol", "/write?precision=ms", 204, LineBatches::new),
  REMOTE_WRITE("remote write", "/api/v1/write", 204, RemoteWriteBatches::new),
  OTLP("OTLP", "/v1/metrics", 200, OtlpBatches::new);

  private final String label;
  private final String path;
  private final int accepted;
  private final IntFunction<BatchFormat> batches;

  WireFormat(String label, String path, int accepted, IntFunction<BatchFormat> batches) {
    this.label = label;
    this.path = path;
    this.accepted = accepted;
    this.batches = batches;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Where ingest takes it. */
  public String path() {
    return path;
  }

  /** The status with which ingest accepts all of a request. */
  public int accepted() {
    return accepted;
  }

  /** Batches of this number of series. */
  public BatchFormat batches(int series) {
    return batches.apply(series);
  }
}
