package dev.tidewire.e2e.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** The readings of a workload that were found in one place. */
final class Sightings {
  /** A limit, because senders that repeat may write many duplicates to the topic. */
  private static final int REMEMBERED = 1_000;

  private final Workload workload;
  private final BitSet numbers = new BitSet();
  private final List<String> repeated = new ArrayList<>();
  private final List<String> strangers = new ArrayList<>();

  Sightings(Workload workload) {
    this.workload = workload;
  }

  /** Adds a reading whose sensor has a name of the workload. */
  void see(String sensor, String metric, Instant time, double value) {
    OptionalInt number = workload.number(sensor, time, value);
    String seen = sensor + " " + metric + " " + time + " " + value;
    if (number.isEmpty() || !metric.equals("value")) {
      strangers.add(seen);
    } else if (numbers.get(number.getAsInt())) {
      repeat(seen);
    } else {
      numbers.set(number.getAsInt());
    }
  }

  private void repeat(String seen) {
    if (repeated.size() < REMEMBERED) {
      repeated.add(seen);
    }
  }

  /** The numbers of the readings that were found unchanged. */
  BitSet numbers() {
    return numbers;
  }

  /** The readings that were found more than once, at most a thousand. */
  List<String> repeated() {
    return repeated;
  }

  /** Readings with a sensor of the workload that are none of its readings. */
  List<String> strangers() {
    return strangers;
  }
}
