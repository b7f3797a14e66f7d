package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Microseconds as the Postgres client takes and gives them. */
final class Timestamps {
  private Timestamps() {}

  static OffsetDateTime of(long micros) {
    return ReadingTime.toInstant(micros).atOffset(ZoneOffset.UTC);
  }

  static long micros(OffsetDateTime time) {
    return time.toEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
