package dev.tidewire.processing;

import dev.tidewire.contract.SeriesReadings;
import java.sql.SQLException;

/** While it is open, the database refuses one reading of each batch. */
final class Poison implements AutoCloseable {
  private static final double REFUSED = 666;
  private static final int NEIGHBOURS = 9;

  private final String sensor;

  Poison(String sensor) throws SQLException {
    this.sensor = sensor;
    Database.execute("ALTER TABLE reading ADD CONSTRAINT no_poison CHECK (value <> 666) NOT VALID");
  }

  /** A reading at {@code time} that is refused, and nine earlier ones that are not. */
  SeriesReadings batch(long time) {
    return batch(time, 1);
  }

  /**
   * The given number of refused readings from {@code time} on, and nine earlier accepted ones for
   * each.
   */
  SeriesReadings batch(long time, int refused) {
    SeriesReadings readings = Feed.series(sensor, "value");
    for (int i = 0; i < refused; i++) {
      readings.add(time + i, REFUSED);
    }
    for (int i = 0; i < refused * NEIGHBOURS; i++) {
      readings.add(time - 1 - i, i);
    }
    return readings;
  }

  @Override
  public void close() throws SQLException {
    Database.execute("ALTER TABLE reading DROP CONSTRAINT no_poison");
  }
}
