package dev.tidewire.processing.watermark;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What rows of the table {@code watermark} say. */
final class WatermarkRows {
  private WatermarkRows() {}

  /** Of rows with a partition and its offset. */
  static Map<Integer, Long> offsets(RowSet<Row> rows) {
    Map<Integer, Long> offsets = new HashMap<>();
    for (Row row : rows) {
      offsets.put(row.getInteger(0), row.getLong(1));
    }
    return offsets;
  }

  /** Of rows with a partition, its offset and where it was found truncated. */
  static List<Truncation> truncations(RowSet<Row> rows) {
    List<Truncation> found = new ArrayList<>();
    for (Row row : rows) {
      found.add(new Truncation(row.getInteger(0), row.getLong(1), row.getLong(2)));
    }
    return found;
  }
}
