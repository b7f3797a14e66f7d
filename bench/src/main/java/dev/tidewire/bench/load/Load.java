package dev.tidewire.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Requests over several connections, in a closed loop, in which each connection sends its next
 * request when it has the answer to the last one, or at a fixed rate. A request that a busy server
 * refuses (503) is sent again, as any client would, and its latency is that of all attempts. Any
 * other unexpected status ends the run, because a figure with failures in it means nothing.
 *
 * @param requests gives those of each connection, which has a thread
 */
public record Load(int port, List<? extends Supplier<byte[]>> requests, int expectedStatus) {
  private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();
  private static final int BUSY = 503;
  private static final int MOST_REFUSALS = 50;
  private static final long REFUSED_PAUSE_MS = 200;

  /** Runs for this duration. */
  public LoadResult runFor(Duration duration) throws IOException, InterruptedException {
    return run(Pace.until(System.nanoTime() + duration.toNanos()));
  }

  /** Sends this number of requests. */
  public LoadResult run(long count) throws IOException, InterruptedException {
    return run(Pace.count(count));
  }

  /**
   * Sends a request each period, whether or not the one before is answered, as long as a connection
   * is free. A latency begins when the request is due, so it tells of waiting, too.
   */
  public LoadResult runAtRate(Duration period, Duration duration)
      throws IOException, InterruptedException {
    return run(Pace.every(period.toNanos(), duration.toNanos()));
  }

  private LoadResult run(Pace pace) throws IOException, InterruptedException {
    LongAdder refusals = new LongAdder();
    Stream<Callable<Histogram>> loops =
        requests.stream().map(own -> () -> loop(own, pace, refusals));
    Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      long start = System.nanoTime();
      List<Future<Histogram>> done = threads.invokeAll(loops.toList());
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      for (Future<Histogram> loop : done) {
        latencies.add(loop.get());
      }
      return new LoadResult(
          latencies.getTotalCount(),
          elapsed,
          latencies.getValueAtPercentile(50) / 1e6,
          latencies.getValueAtPercentile(99) / 1e6,
          refusals.sum());
    } catch (ExecutionException e) {
      throw new IOException("The load on port " + port + " failed: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Histogram loop(Supplier<byte[]> own, Pace pace, LongAdder refusals)
      throws IOException, InterruptedException {
    Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    try (HttpConnection connection = new HttpConnection(port)) {
      for (long due = pace.next(); due != Pace.OVER; due = pace.next()) {
        byte[] request = own.get();
        int status = connection.exchange(request);
        for (int refused = 0; status == BUSY && refused < MOST_REFUSALS; refused++) {
          refusals.increment();
          Thread.sleep(REFUSED_PAUSE_MS);
          status = connection.exchange(request);
        }
        latencies.recordValue(System.nanoTime() - due);
        if (status != expectedStatus) {
          throw new IOException(
              "expected status %d, but the answer is %d: %.500s"
                  .formatted(expectedStatus, status, connection.body()));
        }
      }
    }
    return latencies;
  }
}
