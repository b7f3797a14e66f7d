package dev.tidewire.query.store;

import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * One metric of one sensor, as the database describes it.
 *
 * @param id never changes for a (sensor, metric)
 * @param unit UCUM code, or null when no sender gave one
 * @param tags a JSON object
 */
public record Series(long id, String sensor, String metric, @Nullable String unit, String tags) {
  /** The series in the first five columns of a row. */
  static Series of(Row row) {
    return new Series(
        row.getLong(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4));
  }
}
