package dev.tidewire.processing.series;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.store.SimulatedDatabase;
import dev.tidewire.processing.store.StoreGuard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code series} of the simulated database. */
public final class SimulatedSeries {
  private final Map<SeriesKey, SeriesRow> rows = new HashMap<>();
  private final List<SeriesKey> keys = new ArrayList<>();

  /** The catalog of a process. */
  public SeriesCatalog catalog(
      SimulatedDatabase database, ProcessingConfig config, StoreGuard guard) {
    return new SeriesCatalog(config, named -> database.ask(() -> enter(named)), guard);
  }

  /** The series of an id. */
  public SeriesKey key(long id) {
    return keys.get((int) id - 1);
  }

  private Map<SeriesKey, SeriesRow> enter(List<Naming> wanted) {
    Map<SeriesKey, SeriesRow> entered = new HashMap<>();
    for (Naming one : wanted) {
      SeriesKey key = one.key();
      if (!rows.containsKey(key)) {
        keys.add(key);
        rows.put(key, new SeriesRow(keys.size(), one.home(), Topic.UNIT, Map.of(), 1));
      }
      entered.put(key, rows.get(key));
    }
    return entered;
  }
}
