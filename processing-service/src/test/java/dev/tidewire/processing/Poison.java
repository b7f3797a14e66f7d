package dev.tidewire.processing;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.series.SeriesCatalog;
import io.quarkus.arc.Arc;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** While it is open, some readings of each batch are in a unit that their series cannot take. */
public final class Poison implements AutoCloseable {
  private static final String METRIC = "value";
  private static final String UNIT = "m/s";
  private static final double REFUSED = 666;
  private static final int NEIGHBOURS = 9;

  private final String sensor;

  public Poison(String sensor) throws SQLException {
    this.sensor = sensor;
    Database.execute(
        "INSERT INTO series (sensor, metric, unit) VALUES ('%s', '%s', 'Cel')"
            .formatted(sensor, METRIC));
  }

  /** A reading at {@code time} that is refused, and nine earlier ones that are not. */
  public ReadingBatch batch(long time) {
    return batch(time, 1);
  }

  /**
   * The given number of refused readings from {@code time} on, and nine earlier accepted ones for
   * each.
   */
  public ReadingBatch batch(long time, int refused) {
    SeriesReadings bad = new SeriesReadings(new SeriesKey(sensor, METRIC), UNIT, Map.of(), 1);
    for (int i = 0; i < refused; i++) {
      bad.add(time + i, REFUSED);
    }
    SeriesReadings good = Feed.series(sensor, METRIC);
    for (int i = 0; i < refused * NEIGHBOURS; i++) {
      good.add(time - 1 - i, i);
    }
    return new ReadingBatch(List.of(bad, good));
  }

  /** Gives the series the unit of the refused readings, which the service never would. */
  @Override
  public void close() throws SQLException {
    Database.execute("UPDATE series SET unit = '%s' WHERE sensor = '%s'".formatted(UNIT, sensor));
    Arc.container().instance(SeriesCatalog.class).get().forget();
  }
}
