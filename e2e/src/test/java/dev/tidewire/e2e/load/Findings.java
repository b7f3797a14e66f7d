package dev.tidewire.e2e.load;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.topic.DeadLetters.Letter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds the readings of a workload in records, rows and dead letters, without the services. */
final class Findings {
  private static final int FETCH_SIZE = 10_000;
  private static final String ROWS =
      """
      SELECT sensor, metric, time, value
      FROM reading JOIN series ON id = series_id
      WHERE starts_with(sensor, ?)
      """;

  private Findings() {}

  /** Adds the readings of the workload that a record contains. */
  static void see(byte @Nullable [] value, Workload workload, Sightings sightings) {
    if (value != null && ReadingBatchCodec.decode(value) instanceof ReadingBatch batch) {
      for (SeriesReadings readings : batch.series()) {
        if (readings.series().sensor().startsWith(workload.prefix())) {
          for (int i = 0; i < readings.size(); i++) {
            sightings.see(
                readings.series().sensor(),
                readings.series().metric(),
                time(readings.timeMicros(i)),
                readings.value(i));
          }
        }
      }
    }
  }

  /** The content of a letter: the one reading that cannot be converted, or a whole record. */
  static Dead dead(Letter letter, Workload workload) {
    DeadLetterEnvelope envelope = letter.envelope();
    DeadLetterReason reason = DeadLetterReason.ofCode(envelope.reason());
    if (reason == DeadLetterReason.UNIT_CONFLICT
        && letter.value() != null
        && ReadingBatchCodec.decode(letter.value()) instanceof ReadingBatch batch
        && batch.size() == 1) {
      SeriesReadings readings = batch.series().get(0);
      OptionalInt number =
          workload.number(
              readings.series().sensor(), time(readings.timeMicros(0)), readings.value(0));
      if (number.isPresent()) {
        return new Dead.OfReading(number.getAsInt(), reason);
      }
    }
    return new Dead.OfRecord(envelope.partition(), envelope.offset(), reason);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The readings of the workload in the database. */
  static Sightings stored(Workload workload, Postgres postgres) {
    Sightings stored = new Sightings(workload);
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        PreparedStatement statement = connection.prepareStatement(ROWS)) {
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH_SIZE);
      statement.setString(1, workload.prefix());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          stored.see(
              rows.getString(1),
              rows.getString(2),
              rows.getObject(3, OffsetDateTime.class).toInstant(),
              rows.getDouble(4));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read what is stored", e);
    }
    return stored;
  }
}
