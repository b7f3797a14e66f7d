package dev.tidewire.ingest.batch;

import dev.tidewire.contract.EncodedNames;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.text.Text;

/**
 * A series that has been checked, whose partition is known and whose names are encoded. Immutable,
 * so that threads may share it without synchronization.
 */
record KnownSeries(SeriesKey key, Description description, EncodedNames encoded, int partition)
    implements Checked {
  private static final int ENCODED_FRAME_BYTES = 32;
  private static final int OBJECTS_BYTES = 200;
  private static final int MAX_BYTES_PER_CHAR = 2;

  boolean is(Text sensor, Text metric) {
    return sensor.is(key.sensor()) && metric.is(key.metric());
  }

  boolean isDescribedBy(Measurement measurement) {
    return description.saysOf(measurement);
  }

  int characters() {
    return key.sensor().length() + description.characters();
  }

  /** Roughly what it takes in memory; its description may be that of others, too. */
  int bytes() {
    return OBJECTS_BYTES + MAX_BYTES_PER_CHAR * characters() + encoded.length();
  }

  /** An upper bound on the bytes of the series in a batch, without its readings. */
  int encodedBytesBound() {
    return ENCODED_FRAME_BYTES + encoded.length();
  }
}
