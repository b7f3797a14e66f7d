package dev.tidewire.processing.unit;

/** From one unit to another. */
@FunctionalInterface
public interface Conversion {
  /**
   * The value in the other unit: the 64-bit float nearest to the exact result, as far as 34 decimal
   * digits tell. Infinite when no float is as large.
   */
  double of(double value);
}
