package dev.tidewire.processing;

import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads chunks and blocks: of readings with the same series and time, the newest stands. */
final class StoredReadings {
  private static final String OLDEST_FIRST =
      """
      WITH wanted AS (SELECT id FROM series WHERE sensor = ? AND metric = ?)
      SELECT id, body FROM (
        SELECT id, 2 AS level, 0 AS seq, body FROM wanted JOIN chunk ON series_id = id
        UNION ALL
        SELECT id, level, seq, body FROM wanted
        JOIN block ON id BETWEEN first_series AND last_series) AS frame
      ORDER BY level DESC, seq
      """;

  private StoredReadings() {}

  /** The values of a series by time in microseconds since 1970. */
  static SortedMap<Long, Double> of(String sensor, String metric) throws SQLException {
    try (Connection connection = Database.connect();
        PreparedStatement statement = connection.prepareStatement(OLDEST_FIRST)) {
      statement.setString(1, sensor);
      statement.setString(2, metric);
      SortedMap<Long, Double> readings = new TreeMap<>();
      try (ResultSet frames = statement.executeQuery()) {
        while (frames.next()) {
          unpack(frames.getBytes(2), frames.getLong(1), readings);
        }
      }
      return readings;
    }
  }

  private static void unpack(byte[] frame, long seriesId, SortedMap<Long, Double> readings) {
    ReadingColumns columns = (ReadingColumns) FrameDecoder.decode(frame);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.seriesId(i) == seriesId) {
        readings.put(columns.timeMicros(i), columns.value(i));
      }
    }
  }
}
