package dev.tidewire.ingest.batch;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.text.Text;
import java.util.Map;

/**
 * A series that has been checked and whose partition is known. Immutable, so that threads may share
 * it without synchronization.
 */
record KnownSeries(SeriesKey key, Description description, int partition) implements Checked {
  private static final int ENCODED_FRAME_BYTES = 32;
  private static final int MAX_UTF8_BYTES_PER_CHAR = 3;
  private static final int OBJECTS_BYTES = 200;
  private static final int COPIES = 3;

  boolean is(Text sensor, Text metric) {
    return sensor.is(key.sensor()) && metric.is(key.metric());
  }

  boolean isDescribedBy(Measurement measurement) {
    return description.saysOf(measurement);
  }

  /** Empty for none. */
  String unit() {
    return description.unit();
  }

  Map<String, String> tags() {
    return description.tags();
  }

  int characters() {
    return key.sensor().length() + description.characters();
  }

  /** Roughly what it takes in memory: tags are there as text and one by one. */
  int bytes() {
    return OBJECTS_BYTES + COPIES * characters();
  }

  /** An upper bound on the bytes of the series in a batch, without its readings. */
  int encodedBytesBound() {
    return ENCODED_FRAME_BYTES
        + MAX_UTF8_BYTES_PER_CHAR * characters()
        + tags().size() * ENCODED_FRAME_BYTES;
  }
}
