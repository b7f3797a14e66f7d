package dev.tidewire.contract;

/**
 * Takes the readings of records, series by series. It numbers the series by the bytes that name
 * them, so that names which it knows need not be read again. What it has taken of a record that
 * turns out to be malformed does not count.
 */
public interface BatchSink {
  /** No number. */
  int NONE = -1;

  /**
   * The number of the series that these bytes of a record name, or {@link #NONE}. It must know only
   * bytes that it was given by {@link #number} or that were encoded by {@link SeriesNames#encode}.
   */
  int find(byte[] record, int from, int to);

  /**
   * Gives a series a number.
   *
   * @param bytes hold, between {@code from} and {@code to}, what {@link SeriesNames#encode} makes
   *     of the names; the sink may keep them
   */
  int number(SeriesNames names, byte[] bytes, int from, int to);

  /**
   * Takes readings.
   *
   * @param series its number
   * @param times {@link ReadingTime}s
   * @param values finite numbers
   * @param size how many; the arrays may be longer and belong to the caller
   */
  void readings(int series, long[] times, double[] values, int size);
}
