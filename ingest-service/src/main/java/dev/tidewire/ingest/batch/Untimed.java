package dev.tidewire.ingest.batch;

import java.util.Arrays;

/** The times of one request's readings without one. Not thread-safe. */
public sealed interface Untimed {
  /**
   * The time of a reading.
   *
   * @param received that of the receipt of the request
   * @param place how many readings of the series, or of all series, stand before it; a later one
   *     gets a later time
   */
  long at(long received, int place);

  /** Times that no other request has. */
  static Untimed unique(ReceiptTimes times) {
    return new Unique(times);
  }

  /**
   * Times that depend on nothing but the time of the receipt, so that a repetition of the request
   * has the same.
   */
  static Untimed repeatable(ReceiptTimes times) {
    return new Repeatable(times);
  }

  /** Takes as many at a time as it has had until then. */
  final class Unique implements Untimed {
    private static final long NONE = Long.MIN_VALUE;

    private final ReceiptTimes times;

    /** The first time of the places from each power of two. */
    private final long[] first = new long[Integer.SIZE];

    private Unique(ReceiptTimes times) {
      this.times = times;
      Arrays.fill(first, NONE);
    }

    @Override
    public long at(long received, int place) {
      if (place == 0) {
        return received;
      }
      int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(place);
      if (first[power] == NONE) {
        first[power] = times.take(received + 1, 1 << power);
      }
      return first[power] + place - (1 << power);
    }
  }

  /** Begins at the time of the receipt. */
  final class Repeatable implements Untimed {
    private final ReceiptTimes times;

    private Repeatable(ReceiptTimes times) {
      this.times = times;
    }

    @Override
    public long at(long received, int place) {
      times.passBy(received + place + 1);
      return received + place;
    }
  }
}
