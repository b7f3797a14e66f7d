package dev.tidewire.e2e.load;

import java.nio.charset.StandardCharsets;

/** Some readings of a workload, as one request. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Batch(int first, int size, byte[] body) {
  static Batch of(Workload workload, int first, int size) {
    return new Batch(first, size, workload.ndjson(first, size).getBytes(StandardCharsets.UTF_8));
  }
}
