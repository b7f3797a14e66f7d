package dev.tidewire.local.demo;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A simulated quantity: a daily wave around a mean that drifts, plus noise.
 *
 * @param mean the value around which it varies
 * @param dailySwing how far it rises above the mean in the afternoon
 * @param noise the standard deviation of the noise
 * @param drift the standard deviation of one step of the mean
 * @param decimals the resolution of the instrument
 */
record Signal(double mean, double dailySwing, double noise, double drift, int decimals) {
  private static final double SECONDS_OF_DAY = 86_400;
  // Highest in the middle of the afternoon.
  private static final double PEAK_SECOND = 15 * 3600;
  private static final double RETURN_TO_MEAN = 0.01;

  /** The next offset of the mean, which tends back to zero. */
  double wander(double offset, RandomGenerator random) {
    return offset * (1 - RETURN_TO_MEAN) + drift * random.nextGaussian();
  }

  /** The value at this time, for this offset of the mean. */
  double value(Instant time, double offset, RandomGenerator random) {
    double secondOfDay = time.getEpochSecond() % SECONDS_OF_DAY;
    double angle = 2 * Math.PI * (secondOfDay - PEAK_SECOND) / SECONDS_OF_DAY;
    double exact = mean + offset + dailySwing * Math.cos(angle) + noise * random.nextGaussian();
    double scale = Math.pow(10, decimals);
    return Math.round(exact * scale) / scale;
  }
}
