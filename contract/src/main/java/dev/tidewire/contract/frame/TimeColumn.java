package dev.tidewire.contract.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Times as a base, a steady step and what deviates from it. The time of reading {@code i} is
 *
 * <pre>base + unit * (step * (i + slot) + jitter)</pre>
 *
 * with a slot and a jitter for each reading, both from 0 on. A series that reports regularly needs
 * few bits for the jitter, and none for the slots until it leaves one out. Of several series, or
 * where it takes fewer bits, the step is 0 and the jitter is all there is.
 *
 * @param unitPlaces the unit of step and jitter is 10^unitPlaces microseconds
 */
record TimeColumn(int unitPlaces, long base, long step, long[] slots, long[] jitters) {
  private static final int[] UNIT_PLACES = {0, 3, 6};
  private static final long[] NO_SLOTS = {};

  static boolean isUnitPlaces(int places) {
    return places == 0 || places == 3 || places == 6;
  }

  static long unit(int places) {
    return switch (places) {
      case 0 -> 1;
      case 3 -> 1_000;
      case 6 -> 1_000_000;
      default -> throw new IllegalArgumentException("unit " + places);
    };
  }

  /** The column that takes the fewest bits. */
  static TimeColumn of(ReadingColumns readings, int from, int to) {
    long[] times = new long[to - from];
    for (int i = from; i < to; i++) {
      times[i - from] = readings.timeMicros(i);
    }
    TimeColumn flat = flat(times);
    boolean oneSeries = readings.seriesId(from) == readings.seriesId(to - 1);
    TimeColumn stepped = oneSeries && times.length > 2 ? stepped(times, flat.unitPlaces) : null;
    return stepped != null && stepped.width() < flat.width() ? stepped : flat;
  }

  /** The bits of a reading. */
  private int width() {
    return slotWidth() + jitterWidth();
  }

  int slotWidth() {
    return Bits.width(greatest(slots));
  }

  int jitterWidth() {
    return Bits.width(greatest(jitters));
  }

  /** Slots are left out when there is no step. */
  long slot(int i) {
    return slots.length == 0 ? 0 : slots[i];
  }

  private static long greatest(long[] numbers) {
    long greatest = 0;
    for (long number : numbers) {
      greatest = Math.max(greatest, number);
    }
    return greatest;
  }

  private static TimeColumn flat(long[] times) {
    long base = Long.MAX_VALUE;
    for (long time : times) {
      base = Math.min(base, time);
    }
    int unitPlaces = unitPlaces(times);
    long unit = unit(unitPlaces);
    long[] jitters = new long[times.length];
    for (int i = 0; i < times.length; i++) {
      jitters[i] = (times[i] - base) / unit;
    }
    return new TimeColumn(unitPlaces, base, 0, NO_SLOTS, jitters);
  }

  /** The coarsest unit in which all differences between the times are whole numbers. */
  private static int unitPlaces(long[] times) {
    int at = UNIT_PLACES.length - 1;
    for (int i = 1; i < times.length && at > 0; i++) {
      while ((times[i] - times[0]) % unit(UNIT_PLACES[at]) != 0) {
        at--;
      }
    }
    return UNIT_PLACES[at];
  }

  /** For ascending times; null when they don't go on by a step. */
  private static @Nullable TimeColumn stepped(long[] times, int unitPlaces) {
    long unit = unit(unitPlaces);
    long[] nominal = nominalSlots(times, unit);
    long last = nominal[times.length - 1];
    if (last == 0) {
      return null;
    }
    long step =
        Math.max(1, Math.round((double) (times[times.length - 1] - times[0]) / unit / last));
    long[] jitters = new long[times.length];
    long[] slots = new long[times.length];
    for (int i = 0; i < times.length; i++) {
      jitters[i] = (times[i] - times[0]) / unit - step * nominal[i];
      slots[i] = nominal[i] - i;
    }
    long base = times[0] + unit * (fromZero(jitters) + step * fromZero(slots));
    return new TimeColumn(unitPlaces, base, step, slots, jitters);
  }

  /**
   * Which multiple of the usual difference each time is nearest to, from difference to difference.
   */
  private static long[] nominalSlots(long[] times, long unit) {
    long[] differences = new long[times.length - 1];
    for (int i = 1; i < times.length; i++) {
      differences[i - 1] = (times[i] - times[i - 1]) / unit;
    }
    long usual = median(differences);
    long[] slots = new long[times.length];
    for (int i = 1; i < times.length; i++) {
      slots[i] = slots[i - 1] + (differences[i - 1] + usual / 2) / usual;
    }
    return slots;
  }

  private static long median(long[] numbers) {
    boolean areEqual = true;
    for (long number : numbers) {
      areEqual &= number == numbers[0];
    }
    if (areEqual) {
      return numbers[0];
    }
    long[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Takes the least number from all, and returns it. */
  private static long fromZero(long[] numbers) {
    long least = Long.MAX_VALUE;
    for (long number : numbers) {
      least = Math.min(least, number);
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] -= least;
    }
    return least;
  }
}
