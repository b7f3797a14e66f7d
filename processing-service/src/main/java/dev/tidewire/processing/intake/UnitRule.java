package dev.tidewire.processing.intake;

import dev.tidewire.contract.SeriesReadings;

/** Says in which unit readings are stored. */
@FunctionalInterface
public interface UnitRule {
  /** Stores all readings as they are. */
  UnitRule NONE = readings -> new Unified(readings, 0, null);

  /** The readings in the unit of their series. */
  Unified unify(SeriesReadings readings);
}
