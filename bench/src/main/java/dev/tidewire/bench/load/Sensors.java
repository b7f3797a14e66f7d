package dev.tidewire.bench.load;

import java.util.SplittableRandom;

/** The thousand sensors of the benchmark, each with one series and a level of its own. */
public final class Sensors {
  /** How many there are. */
  public static final int COUNT = 1_000;

  /** What all of them measure. */
  public static final String METRIC = "temperature";

  private Sensors() {}

  /** The name of a sensor, from 0. */
  public static String name(int sensor) {
    return "plant-%02d-boiler-%03d".formatted(sensor / 50, sensor);
  }

  /** A plausible value: 20 to 95 degrees, to a thousandth. */
  public static double value(int sensor, SplittableRandom random) {
    int level = 20_000 + sensor * 61_803 % 75_000;
    return (level + random.nextInt(500)) / 1_000.0;
  }
}
