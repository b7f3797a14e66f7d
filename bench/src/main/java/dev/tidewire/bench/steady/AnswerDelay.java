package dev.tidewire.bench.steady;

import dev.tidewire.bench.load.Batch;
import dev.tidewire.bench.load.HttpConnection;
import dev.tidewire.bench.load.Sensors;
import dev.tidewire.bench.load.StreamRequests;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * From the beginning of a POST until {@code /v1/latest} answers its last reading, again and again:
 * of one request at a time, the others are not watched. Asks every few milliseconds.
 */
final class AnswerDelay implements Callable<Histogram> {
  private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long PAUSE_MS = 5;

  private final SynchronousQueue<Posted> posted = new SynchronousQueue<>();
  private final int queryPort;
  private volatile boolean ended;

  /** A reading whose POST begins. */
  private record Posted(String sensor, long millis, long startNanos) {}

  AnswerDelay(int queryPort) {
    this.queryPort = queryPort;
  }

  /** The same requests, watched. */
  Supplier<byte[]> watching(StreamRequests requests) {
    return () -> {
      byte[] request = requests.get();
      Batch batch = requests.last();
      int last = batch.size() - 1;
      String sensor = Sensors.name(batch.series()[last]);
      // Taken only when the one before is done.
      boolean unused = posted.offer(new Posted(sensor, batch.millis()[last], System.nanoTime()));
      return request;
    };
  }

  /** Lets {@link #call} return. */
  void end() {
    ended = true;
  }

  /** Watches until the end, and returns the delays in nanoseconds. */
  @Override
  public Histogram call() throws IOException, InterruptedException {
    Histogram delays = new Histogram(LONGEST.toNanos(), 3);
    try (HttpConnection connection = new HttpConnection(queryPort)) {
      while (!ended) {
        Posted next = posted.poll(PAUSE_MS, TimeUnit.MILLISECONDS);
        if (next != null) {
          delays.recordValue(await(connection, next));
        }
      }
    }
    return delays;
  }

  private static long await(HttpConnection connection, Posted reading)
      throws IOException, InterruptedException {
    byte[] latest = QueryPaths.latest(reading.sensor());
    long nanos = 0;
    while (nanos < LONGEST.toNanos()) {
      connection.exchange(latest);
      nanos = System.nanoTime() - reading.startNanos();
      Instant time = time(connection.body());
      if (time != null && time.toEpochMilli() >= reading.millis()) {
        return nanos;
      }
      Thread.sleep(PAUSE_MS);
    }
    throw new IOException("latest does not answer what was posted a minute ago: " + reading);
  }

  private static @Nullable Instant time(String body) {
    Matcher time = TIME.matcher(body);
    return time.find() ? Instant.parse(time.group(1)) : null;
  }
}
