package dev.tidewire.query.store;

/** Takes readings one after another. */
@FunctionalInterface
public interface ReadingSink {
  /** Takes a reading of the series at this place in the list that was asked for. */
  void reading(int series, long timeMicros, double value);
}
