package dev.tidewire.contract.frame;

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
    int unitPlaces = unitPlaces(readings, from, to);
    long[] units = units(readings, from, to, unitPlaces);
    long first = readings.timeMicros(from);
    boolean oneSeries = readings.seriesId(from) == readings.seriesId(to - 1);
    TimeColumn stepped = oneSeries && units.length > 2 ? ofSteps(first, units, unitPlaces) : null;
    TimeColumn flat = flat(first, units, unitPlaces);
    return stepped != null && stepped.width() < flat.width() ? stepped : flat;
  }

  private static @Nullable TimeColumn ofSteps(long first, long[] units, int unitPlaces) {
    TimeColumn stepped = stepped(first, units, unitPlaces);
    if (stepped == null || stepped.slotWidth() == 0) {
      return stepped;
    }
    TimeColumn steady = steady(first, units, unitPlaces);
    return steady.width() < stepped.width() ? steady : stepped;
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

  private static long greatest(long[] numbers) {
    long greatest = 0;
    for (long number : numbers) {
      greatest = Math.max(greatest, number);
    }
    return greatest;
  }

  /** Takes the array. */
  private static TimeColumn flat(long first, long[] units, int unitPlaces) {
    long least = fromZero(units);
    return new TimeColumn(unitPlaces, first + unit(unitPlaces) * least, 0, NO_SLOTS, units);
  }

  /** The coarsest unit in which all differences between the times are whole numbers. */
  private static int unitPlaces(ReadingColumns readings, int from, int to) {
    int at = UNIT_PLACES.length - 1;
    long first = readings.timeMicros(from);
    for (int i = from + 1; i < to && at > 0; i++) {
      long micros = readings.timeMicros(i) - first;
      while (inUnits(micros, UNIT_PLACES[at]) * unit(UNIT_PLACES[at]) != micros) {
        at--;
      }
    }
    return UNIT_PLACES[at];
  }

  /** Each time as its distance from the first. */
  private static long[] units(ReadingColumns readings, int from, int to, int unitPlaces) {
    long[] units = new long[to - from];
    long first = readings.timeMicros(from);
    for (int i = from; i < to; i++) {
      units[i - from] = inUnits(readings.timeMicros(i) - first, unitPlaces);
    }
    return units;
  }

  /** Divides by constants, which is several times as fast as by a variable. */
  private static long inUnits(long micros, int unitPlaces) {
    return switch (unitPlaces) {
      case 3 -> micros / 1_000;
      case 6 -> micros / 1_000_000;
      default -> micros;
    };
  }

  /** For ascending times; null when they don't go on by a step. */
  private static @Nullable TimeColumn stepped(long first, long[] units, int unitPlaces) {
    long[] slots = nominalSlots(units);
    long last = slots[units.length - 1];
    if (last == 0) {
      return null;
    }
    long step = Math.max(1, Math.round((double) units[units.length - 1] / last));
    long[] jitters = new long[units.length];
    for (int i = 0; i < units.length; i++) {
      jitters[i] = units[i] - step * slots[i];
      slots[i] -= i;
    }
    long base = first + unit(unitPlaces) * (fromZero(jitters) + step * fromZero(slots));
    return new TimeColumn(unitPlaces, base, step, slots, jitters);
  }

  /**
   * Without slots. Where the jitter is as large as the step, differences between neighbours do not
   * tell which slot a time is of, and what is wrong with them adds up.
   */
  private static TimeColumn steady(long first, long[] units, int unitPlaces) {
    int last = units.length - 1;
    long step = Math.max(1, Math.round((double) units[last] / last));
    long[] jitters = new long[units.length];
    for (int i = 0; i < units.length; i++) {
      jitters[i] = units[i] - step * i;
    }
    long base = first + unit(unitPlaces) * fromZero(jitters);
    return new TimeColumn(unitPlaces, base, step, NO_SLOTS, jitters);
  }

  /**
   * Which multiple of the usual difference each time is nearest to, from difference to difference.
   */
  private static long[] nominalSlots(long[] units) {
    long[] differences = new long[units.length - 1];
    for (int i = 1; i < units.length; i++) {
      differences[i - 1] = units[i] - units[i - 1];
    }
    long usual = Median.of(differences);
    long[] slots = new long[units.length];
    for (int i = 1; i < units.length; i++) {
      slots[i] = slots[i - 1] + nearestMultiple(units[i] - units[i - 1], usual);
    }
    return slots;
  }

  /** Without a division where it is once. */
  private static long nearestMultiple(long difference, long usual) {
    long above = difference + usual / 2 - usual;
    return above >= 0 && above < usual ? 1 : (difference + usual / 2) / usual;
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
