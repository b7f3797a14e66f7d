package dev.tidewire.ingest.intake;

import dev.tidewire.contract.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which times a reading may have.
 *
 * @param minTime the earliest one
 * @param maxAge how old it may be when the request arrives; empty when the past is open
 * @param maxFuture how far after the arrival of the request it may be
 * @param tooOld what becomes of one that is older
 * @param tooNew what becomes of one that is further ahead
 */
public record TimeLimits(
    Instant minTime,
    Optional<Duration> maxAge,
    Duration maxFuture,
    ClockPolicy tooOld,
    ClockPolicy tooNew) {
  /** Limits that no reading may exceed. */
  public TimeLimits(Instant minTime, Optional<Duration> maxAge, Duration maxFuture) {
    this(minTime, maxAge, maxFuture, ClockPolicy.REFUSE, ClockPolicy.REFUSE);
  }

  /** The times that are accepted in a request received at {@code micros} since 1970. */
  TimeWindow at(long micros) {
    long first = Math.max(ReadingTime.toMicros(minTime), ReadingTime.MIN_MICROS);
    return new TimeWindow(
        micros,
        maxAge.map(age -> Math.max(first, micros - micros(age))).orElse(first),
        Math.min(micros + micros(maxFuture), ReadingTime.MAX_MICROS),
        tooOld,
        tooNew);
  }

  /** At most what lies between the first and the last time, so that no sum overflows. */
  private static long micros(Duration duration) {
    return Math.min(
        TimeUnit.MICROSECONDS.convert(duration), ReadingTime.MAX_MICROS - ReadingTime.MIN_MICROS);
  }
}
