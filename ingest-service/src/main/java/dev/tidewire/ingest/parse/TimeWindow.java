package dev.tidewire.ingest.parse;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.batch.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times that are taken at the moment of receipt, in microseconds since 1970.
 *
 * @param now the time of readings that bring none
 */
public record TimeWindow(long now, long earliest, long latest) {
  /** The window around {@code now}; without a greatest age the past is open. */
  public static TimeWindow at(Instant now, Optional<Duration> maxAge, Duration maxFuture) {
    long micros = ReadingTime.toMicros(now);
    long earliest = maxAge.map(age -> micros - micros(age)).orElse(ReadingTime.MIN_MICROS);
    return new TimeWindow(
        micros,
        Math.max(earliest, ReadingTime.MIN_MICROS),
        Math.min(micros + micros(maxFuture), ReadingTime.MAX_MICROS));
  }

  /** What is wrong with a time, or null. */
  @Nullable Violation violation(long micros) {
    if (micros < earliest) {
      return new Violation("/time", "time is before the earliest one accepted, " + text(earliest));
    }
    if (micros > latest) {
      return new Violation("/time", "time is after the latest one accepted, " + text(latest));
    }
    return null;
  }

  private static long micros(Duration duration) {
    return duration.toSeconds() * 1_000_000;
  }

  private static Instant text(long micros) {
    return ReadingTime.toInstant(micros);
  }
}
