package dev.tidewire.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * A closed loop: each connection sends its next request when it has the answer to the one before.
 * What a server refuses as busy (503) is sent again, as any client would, and its latency is that
 * of all attempts. Any other unexpected status ends the run: a figure with failures in it is none.
 *
 * @param port where the server listens on 127.0.0.1
 * @param connections how many there are, each with a thread
 * @param requests makes the requests of each connection, from 0
 * @param expectedStatus what every answer must be
 */
public record Load(int port, int connections, IntFunction<Requests> requests, int expectedStatus) {
  private static final int SHOWN_OF_BODY = 500;
  private static final int BUSY = 503;
  private static final int MOST_REFUSALS = 50;
  private static final long REFUSED_PAUSE_MS = 200;

  /** Runs for so long. */
  public LoadResult runFor(Duration duration) throws IOException, InterruptedException {
    List<Requests> prepared = prepare();
    long deadline = System.nanoTime() + duration.toNanos();
    return run(prepared, () -> System.nanoTime() < deadline);
  }

  /** Sends so many requests. */
  public LoadResult run(long count) throws IOException, InterruptedException {
    AtomicLong left = new AtomicLong(count);
    return run(prepare(), () -> left.getAndDecrement() > 0);
  }

  /** Rendering the requests takes a while, which is not part of the run. */
  private List<Requests> prepare() {
    return IntStream.range(0, connections).mapToObj(requests).toList();
  }

  private LoadResult run(List<Requests> prepared, BooleanSupplier more)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      LongAdder refusals = new LongAdder();
      List<Callable<Histogram>> loops = new ArrayList<>();
      for (Requests own : prepared) {
        loops.add(() -> loop(own, more, refusals));
      }
      long start = System.nanoTime();
      List<Future<Histogram>> done = threads.invokeAll(loops);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      Histogram all = LoadResult.newHistogram();
      for (Future<Histogram> loop : done) {
        all.add(loop.get());
      }
      return new LoadResult(elapsed, all, refusals.sum());
    } catch (ExecutionException e) {
      throw new IOException("The load on port " + port + " failed: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Histogram loop(Requests own, BooleanSupplier more, LongAdder refusals)
      throws IOException, InterruptedException {
    Histogram latencies = LoadResult.newHistogram();
    try (HttpConnection connection = new HttpConnection(port)) {
      while (more.getAsBoolean()) {
        byte[] request = own.next();
        long start = System.nanoTime();
        int status = exchange(connection, request, refusals);
        latencies.recordValue(System.nanoTime() - start);
        if (status != expectedStatus) {
          throw new IOException(unexpected(status, connection.body()));
        }
      }
    }
    return latencies;
  }

  private static int exchange(HttpConnection connection, byte[] request, LongAdder refusals)
      throws IOException, InterruptedException {
    int status = connection.exchange(request);
    for (int refused = 1; status == BUSY && refused <= MOST_REFUSALS; refused++) {
      refusals.increment();
      Thread.sleep(REFUSED_PAUSE_MS);
      status = connection.exchange(request);
    }
    return status;
  }

  private String unexpected(int status, String body) {
    String shown = body.length() > SHOWN_OF_BODY ? body.substring(0, SHOWN_OF_BODY) : body;
    return "expected status %d, but the answer is %d: %s".formatted(expectedStatus, status, shown);
  }
}
