package dev.tidewire.bench.measure;

import java.util.Objects;
import java.util.SortedMap;

/**
 * Posting readings, by the size of the batches.
 *
 * @param acknowledged requests that ingest answered
 * @param bare the same requests to an endpoint that only reads them, for some of the sizes
 */
public record IngestFigures(
    SortedMap<Integer, HttpFigures> acknowledged, SortedMap<Integer, HttpFigures> bare) {
  /** Clients that post single readings. */
  public static final int SINGLE_CONNECTIONS = 32;

  /** Clients that post batches. */
  public static final int BATCH_CONNECTIONS = 4;

  /** Single readings to ingest. */
  public HttpFigures single() {
    return Objects.requireNonNull(acknowledged.get(1));
  }

  /** Single readings to the bare endpoint. */
  public HttpFigures bareSingle() {
    return Objects.requireNonNull(bare.get(1));
  }

  /** How many clients post batches of this size. */
  public static int connections(int batch) {
    return batch == 1 ? SINGLE_CONNECTIONS : BATCH_CONNECTIONS;
  }
}
