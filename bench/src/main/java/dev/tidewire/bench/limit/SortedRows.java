package dev.tidewire.bench.limit;

import dev.tidewire.bench.load.Batch;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** The columns of a statement, ascending by series and time as the primary key is. */
final class SortedRows {
  /** A position in the batches, which have at most 32,768 readings. */
  private static final int POSITION_BITS = 15;

  /** Times within 24 days. */
  private static final int TIME_BITS = 31;

  private SortedRows() {}

  /**
   * Those of the readings of a share of the series; of several of a series and time, the last.
   *
   * @param share from 0
   * @param shares how many there are
   */
  static Tuple of(List<Batch> batches, int share, int shares) {
    int size = batches.get(0).size();
    long[] order = order(batches, size, share, shares);
    Long[] ids = new Long[order.length];
    OffsetDateTime[] times = new OffsetDateTime[order.length];
    Double[] values = new Double[order.length];
    int rows = 0;
    for (int i = 0; i < order.length; i++) {
      if (i + 1 < order.length && key(order[i]) == key(order[i + 1])) {
        continue;
      }
      int position = (int) (order[i] & ((1 << POSITION_BITS) - 1));
      Batch batch = batches.get(position / size);
      int place = position % size;
      ids[rows] = batch.series()[place] + 1L;
      times[rows] = Instant.ofEpochMilli(batch.millis()[place]).atOffset(ZoneOffset.UTC);
      values[rows] = batch.thousandths()[place] / 1_000.0;
      rows++;
    }
    return Tuple.of(
        Arrays.copyOf(ids, rows), Arrays.copyOf(times, rows), Arrays.copyOf(values, rows));
  }

  private static long key(long ordered) {
    return ordered >> POSITION_BITS;
  }

  /** Series, time and position in one number each, because numbers are sorted fast. */
  private static long[] order(List<Batch> batches, int size, int share, int shares) {
    long earliest =
        batches.stream().flatMapToLong(batch -> Arrays.stream(batch.millis())).min().orElseThrow();
    long[] order = new long[batches.size() * size];
    int found = 0;
    for (int position = 0; position < order.length; position++) {
      Batch batch = batches.get(position / size);
      int place = position % size;
      long series = batch.series()[place];
      long time = batch.millis()[place] - earliest;
      if (series % shares == share) {
        order[found++] = (series << TIME_BITS | time) << POSITION_BITS | position;
      }
    }
    Arrays.sort(order, 0, found);
    return Arrays.copyOf(order, found);
  }
}
