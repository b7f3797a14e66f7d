package dev.tidewire.ingest.intake;

import dev.tidewire.contract.ReadingTime;
import java.time.Duration;
import java.util.Optional;

/**
 * How far from the time of receipt the time of a reading may be.
 *
 * @param maxAge empty when the past is open
 */
public record TimeLimits(Optional<Duration> maxAge, Duration maxFuture) {
  /** The times that are accepted in a request received at {@code micros} since 1970. */
  TimeWindow at(long micros) {
    long earliest = maxAge.map(age -> micros - micros(age)).orElse(ReadingTime.MIN_MICROS);
    return new TimeWindow(
        micros,
        Math.max(earliest, ReadingTime.MIN_MICROS),
        Math.min(micros + micros(maxFuture), ReadingTime.MAX_MICROS));
  }

  private static long micros(Duration duration) {
    return duration.toSeconds() * 1_000_000;
  }
}
