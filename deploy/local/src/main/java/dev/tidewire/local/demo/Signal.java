package dev.tidewire.local.demo;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A measured quantity as nature and instruments make it: a daily wave around a mean that drifts,
 * with noise on top.
 *
 * @param mean the value that it keeps near
 * @param dailySwing how far it rises above the mean in the afternoon
 * @param noise the standard deviation of what the instrument adds
 * @param drift how far the mean may wander in one step
 * @param decimals what the instrument can tell apart
 */
record Signal(double mean, double dailySwing, double noise, double drift, int decimals) {
  private static final double SECONDS_OF_DAY = 86_400;
  // Highest in the middle of the afternoon.
  private static final double PEAK_SECOND = 15 * 3600;
  private static final double RETURN_TO_MEAN = 0.01;

  /** How far the mean wanders next, drawn back to where it began. */
  double wander(double offset, RandomGenerator random) {
    return offset * (1 - RETURN_TO_MEAN) + drift * random.nextGaussian();
  }

  /** What the instrument shows at this time, with the mean this far off. */
  double value(Instant time, double offset, RandomGenerator random) {
    double secondOfDay = time.getEpochSecond() % SECONDS_OF_DAY;
    double angle = 2 * Math.PI * (secondOfDay - PEAK_SECOND) / SECONDS_OF_DAY;
    double exact = mean + offset + dailySwing * Math.cos(angle) + noise * random.nextGaussian();
    double scale = Math.pow(10, decimals);
    return Math.round(exact * scale) / scale;
  }
}
