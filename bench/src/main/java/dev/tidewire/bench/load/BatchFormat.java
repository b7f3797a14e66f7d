package dev.tidewire.bench.load;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How a batch is written in a request. Several threads may render at a time. */
public interface BatchFormat {
  /** The field {@code Content-Type}. */
  String contentType();

  /** More header fields, each with its line end. */
  default String fields() {
    return "";
  }

  /** Appends the body of a request. */
  void render(Batch batch, BodyBuffer out);

  /** What each of this number of series has in a body, by its number. */
  static byte[][] each(int series, IntFunction<byte[]> bytes) {
    return IntStream.range(0, series).mapToObj(bytes).toArray(byte[][]::new);
  }
}
