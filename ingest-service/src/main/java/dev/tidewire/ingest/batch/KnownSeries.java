package dev.tidewire.ingest.batch;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.text.Text;
import java.util.Map;

/**
 * A series whose names, unit and tags have been checked and whose partition is known. Immutable, so
 * that threads may share it without synchronization.
 *
 * @param unit empty for none
 * @param tagsText the tags as {@link Tags} writes them
 * @param tags the same as a map
 */
record KnownSeries(
    SeriesKey key, String unit, String tagsText, Map<String, String> tags, int partition) {
  private static final int ENCODED_FRAME_BYTES = 32;
  private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

  boolean is(Text sensor, Text metric) {
    return sensor.is(key.sensor()) && metric.is(key.metric());
  }

  boolean isDescribedBy(Measurement measurement) {
    return measurement.unit().is(unit) && measurement.tags().is(tagsText);
  }

  int characters() {
    return key.sensor().length() + key.metric().length() + unit.length() + tagsText.length();
  }

  /** An upper bound on the bytes of the series in a batch, without its readings. */
  int encodedBytesBound() {
    return ENCODED_FRAME_BYTES
        + MAX_UTF8_BYTES_PER_CHAR * characters()
        + tags.size() * ENCODED_FRAME_BYTES;
  }
}
