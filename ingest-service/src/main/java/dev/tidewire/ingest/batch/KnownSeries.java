package dev.tidewire.ingest.batch;

import dev.tidewire.contract.SeriesKey;
import java.util.Map;

/**
 * A series whose names, unit and tags have been checked and whose partition is known. Immutable, so
 * that threads may share it through a race.
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

  boolean isDescribedBy(Text unit, Text tags) {
    return unit.is(this.unit) && tags.is(tagsText);
  }

  int characters() {
    return key.sensor().length() + key.metric().length() + unit.length() + tagsText.length();
  }

  /** At least the bytes that the series takes in a batch beside its readings. */
  int encodedBytesBound() {
    return ENCODED_FRAME_BYTES
        + MAX_UTF8_BYTES_PER_CHAR * characters()
        + tags.size() * ENCODED_FRAME_BYTES;
  }
}
