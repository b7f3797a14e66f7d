package dev.tidewire.processing.simulation;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.simulation.Topic.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes up readings. There are more and more sensors. */
final class Sender {
  private static final String OTHER_UNIT = "m/s";
  private static final int SENSORS = 12;
  private static final int TIMES = 24;
  private static final int DAYS = 3;
  private static final long DAY_MICROS = 86_400_000_000L;

  private final RandomGenerator random;
  private int records;
  private long garbage;
  private long values;

  Sender(RandomGenerator random) {
    this.random = random;
  }

  int nextSensor() {
    return random.nextInt(Math.min(SENSORS, 3 + records++ / 3));
  }

  /** None for garbage. */
  List<Sent> readings(int sensor) {
    if (random.nextInt(20) == 0) {
      return List.of();
    }
    List<Sent> readings = new ArrayList<>();
    int size = 1 + random.nextInt(random.nextInt(4) == 0 ? 15 : 8);
    int poison = random.nextInt(8) == 0 ? random.nextInt(size) : -1;
    while (readings.size() < size) {
      SeriesKey series =
          new SeriesKey("sensor-" + sensor, random.nextBoolean() ? "value" : "other");
      int time = random.nextInt(TIMES);
      double value = ++values;
      readings.add(
          new Sent(
              series, time % DAYS * DAY_MICROS + time, readings.size() == poison ? -value : value));
    }
    return readings;
  }

  /** The value of a record. */
  byte[] encode(List<Sent> readings) {
    if (readings.isEmpty()) {
      return Entry.garbage(++garbage);
    }
    List<SeriesReadings> series = new ArrayList<>();
    for (Sent sent : readings) {
      SeriesReadings one =
          new SeriesReadings(sent.series(), sent.isPoison() ? OTHER_UNIT : Topic.UNIT, Map.of(), 1);
      one.add(sent.timeMicros(), sent.value());
      series.add(one);
    }
    return ReadingBatchCodec.encode(new ReadingBatch(series));
  }
}
