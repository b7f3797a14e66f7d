package dev.tidewire.e2e.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** What was found of a workload in one place, kept small. */
final class Sightings {
  /** Senders that repeat may fill the topic with repetitions. */
  private static final int REMEMBERED = 1_000;

  private final Workload workload;
  private final BitSet numbers = new BitSet();
  private final List<String> repeated = new ArrayList<>();
  private final List<String> strangers = new ArrayList<>();

  Sightings(Workload workload) {
    this.workload = workload;
  }

  /** Notes a reading that somebody claims to be of the workload. */
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

  /** The numbers of the readings that are there as they were made. */
  BitSet numbers() {
    return numbers;
  }

  /** Those that were found more than once, up to a thousand. */
  List<String> repeated() {
    return repeated;
  }

  /** What bears the name of the workload but is none of its readings. */
  List<String> strangers() {
    return strangers;
  }
}
