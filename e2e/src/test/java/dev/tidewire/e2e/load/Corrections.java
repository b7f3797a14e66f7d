package dev.tidewire.e2e.load;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Http;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One reading of each of many sensors, corrected again and again: the last value has to stand. */
public final class Corrections implements AutoCloseable {
  /** How many sensors, on all partitions. */
  public static final int SENSORS = 60;

  private static final int PAUSE_MS = 5;

  private final Supplier<Http> ingest;
  private final String prefix;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> run;
  private volatile int last;

  private Corrections(Supplier<Http> ingest, String prefix) {
    this.ingest = ingest;
    this.prefix = prefix;
    run = executor.scheduleWithFixedDelay(this::send, 0, PAUSE_MS, MILLISECONDS);
  }

  /**
   * Begins at once.
   *
   * @param prefix what the sensors' names begin with
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

  /** The value that was acknowledged last, of every sensor. */
  public int last() {
    return last;
  }

  @Override
  public void close() {
    if (executor.isShutdown()) {
      return;
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(30, SECONDS)) {
        throw new IllegalStateException("a sender hangs");
      }
      if (!run.isCancelled()) {
        run.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sender has failed", e.getCause());
    }
  }
}
