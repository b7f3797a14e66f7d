package dev.tidewire.e2e.load;

import static java.util.stream.Collectors.joining;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Loop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One reading of each of many sensors, corrected again and again: the last value must be the one
 * that is stored.
 */
public final class Corrections implements AutoCloseable {
  /** How many sensors. They use all partitions. */
  public static final int SENSORS = 60;

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Supplier<Http> ingest;
  private final String prefix;
  private final Loop loop;
  private volatile int last;

  private Corrections(Supplier<Http> ingest, String prefix) {
    this.ingest = ingest;
    this.prefix = prefix;
    loop = Loop.start(PAUSE, List.of(this::send));
  }

  /**
   * Starts immediately.
   *
   * @param prefix the start of each sensor's name
   */
  public static Corrections start(Supplier<Http> ingest, String prefix) {
    return new Corrections(ingest, prefix);
  }

  private void send() {
    int value = last + 1;
    String body =
        IntStream.range(0, SENSORS)
            .mapToObj(
                i ->
                    "{\"sensor\":\"%s%d\",\"time\":\"2026-01-01T00:00:00Z\",\"value\":%d}\n"
                        .formatted(prefix, i, value))
            .collect(joining());
    Answer answer =
        ingest
            .get()
            .post(
                "/v1/readings",
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-ndjson");
    if (answer.status() != 202) {
      throw new IllegalStateException(answer.status() + " " + answer.body());
    }
    last = value;
  }

  /** The value of every sensor that was acknowledged last. */
  public int last() {
    return last;
  }

  @Override
  public void close() {
    loop.close();
  }
}
