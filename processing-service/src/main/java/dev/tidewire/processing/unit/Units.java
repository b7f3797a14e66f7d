package dev.tidewire.processing.unit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** The conversions that were needed lately. Thread-safe. */
public class Units {
  private static final int CACHED = 10_000;

  private final Ucum ucum = new Ucum();
  private final Cache<Pair, Optional<Conversion>> conversions =
      Caffeine.newBuilder().maximumSize(CACHED).build();

  private record Pair(String from, String to) {}

  /** The conversion between two units, or empty when readings are not converted so. */
  public Optional<Conversion> between(String from, String to) {
    return conversions.get(new Pair(from, to), pair -> ucum.between(pair.from(), pair.to()));
  }
}
