package dev.tidewire.processing.series;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.store.SimulatedDatabase;
import dev.tidewire.processing.store.SimulatedState;
import dev.tidewire.processing.store.StoreGuard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code series} of the simulated database. */
public final class SimulatedSeries {
  /** So that the series of a home are in more than one group. */
  private static final int IDS_APART = 20;

  private static final int IDS_OF_A_HOME = 4_096;

  private final Map<SeriesKey, Long> ids;
  private final Map<Long, SeriesKey> keys;

  /** Knows no series. */
  public SimulatedSeries() {
    this(Map.of(), Map.of());
  }

  private SimulatedSeries(Map<SeriesKey, Long> ids, Map<Long, SeriesKey> keys) {
    this.ids = new HashMap<>(ids);
    this.keys = new HashMap<>(keys);
  }

  /** The same rows. */
  public SimulatedSeries copy() {
    return new SimulatedSeries(ids, keys);
  }

  /** The catalog of a process. */
  public static SeriesCatalog catalog(
      SimulatedDatabase database, ProcessingConfig config, StoreGuard guard) {
    return new SeriesCatalog(config, named -> database.ask(() -> enter(named, database)), guard);
  }

  /** The series of an id. */
  public @Nullable SeriesKey key(long id) {
    return keys.get(id);
  }

  private static Map<SeriesKey, SeriesRow> enter(List<Naming> wanted, SimulatedDatabase database) {
    SimulatedState next = database.state().copy();
    SimulatedSeries series = next.series();
    int known = series.ids.size();
    Map<SeriesKey, SeriesRow> entered = new HashMap<>();
    for (Naming one : wanted) {
      long id = series.ids.computeIfAbsent(one.key(), key -> series.newId(one));
      entered.put(
          one.key(), new SeriesRow(id, one.home(), Topic.UNIT, Map.of(), database.serverStart()));
    }
    if (series.ids.size() > known) {
      database.commit(next, true);
    }
    return entered;
  }

  private long newId(Naming one) {
    long id = (one.home() + 1L) * IDS_OF_A_HOME;
    while (keys.putIfAbsent(id, one.key()) != null) {
      id += IDS_APART;
    }
    return id;
  }
}
