package dev.tidewire.processing.store;

import dev.tidewire.contract.ReadingTime;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

/** Columns of objects as arrays, which is how statements take many rows. */
public final class Parameters {
  private Parameters() {}

  /** A column of numbers. */
  public static <T> Integer[] ints(List<T> of, Function<T, Integer> field) {
    return of.stream().map(field).toArray(Integer[]::new);
  }

  /** A column of numbers. */
  public static <T> Long[] longs(List<T> of, Function<T, Long> field) {
    return of.stream().map(field).toArray(Long[]::new);
  }

  /** A column of {@link ReadingTime}s. */
  public static <T> OffsetDateTime[] times(List<T> of, Function<T, Long> micros) {
    return of.stream().map(micros).map(ReadingTime::toUtc).toArray(OffsetDateTime[]::new);
  }

  /** A column of numbers. */
  public static <T> Double[] doubles(List<T> of, Function<T, Double> field) {
    return of.stream().map(field).toArray(Double[]::new);
  }

  /** A column of bytes. */
  public static <T> Buffer[] bodies(List<T> of, Function<T, byte[]> field) {
    return of.stream().map(field).map(Buffer::buffer).toArray(Buffer[]::new);
  }
}
