package dev.tidewire.contract;

import java.util.List;

/**
 * The readings of one request that go to one partition: one Kafka record. A series may occur more
 * than once; of readings with the same series and time the last wins.
 */
public record ReadingBatch(List<SeriesReadings> series) implements DecodedBatch {
  /** Keeps the list as it is; the caller hands it over. */
  public ReadingBatch {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("a batch holds at least one series");
    }
  }

  /** The number of readings of all series. */
  public int size() {
    int size = 0;
    for (SeriesReadings readings : series) {
      size += readings.size();
    }
    return size;
  }
}
