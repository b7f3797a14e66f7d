package dev.tidewire.ingest;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * For how long tasks hold an event loop. A task that is due each millisecond measures the processor
 * time since its last turn, so a hold counts from its begin to its end, and at most a millisecond
 * of others with it. Unlike the time on the clock it does not depend on what else the machine does.
 */
final class EventLoopHolds implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<Turns> loops;
  private volatile boolean closed;

  /** Begins now. */
  EventLoopHolds(Vertx vertx) {
    loops =
        StreamSupport.stream(((VertxInternal) vertx).getEventLoopGroup().spliterator(), false)
            .map(Turns::new)
            .toList();
    loops.stream().map(Turns::begin).toList().forEach(Future::syncUninterruptibly);
  }

  /** The longest one until now, on any event loop. Waits for those that are not over. */
  Duration longest() {
    return loops.stream().map(Turns::longest).toList().stream()
        .map(longest -> longest.syncUninterruptibly().getNow())
        .max(Duration::compareTo)
        .orElseThrow();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Of one event loop, which alone knows its own processor time. */
  private final class Turns {
    private final EventExecutor loop;
    private long last;
    private long longest;

    Turns(EventExecutor loop) {
      this.loop = loop;
    }

    Future<?> begin() {
      return loop.submit(
          () -> {
            last = THREADS.getCurrentThreadCpuTime();
            loop.schedule(this::next, 1, TimeUnit.MILLISECONDS);
          });
    }

    Future<Duration> longest() {
      return loop.submit(this::measure);
    }

    private Duration measure() {
      long now = THREADS.getCurrentThreadCpuTime();
      longest = Math.max(longest, now - last);
      last = now;
      return Duration.ofNanos(longest);
    }

    private void next() {
      measure();
      if (!closed) {
        loop.schedule(this::next, 1, TimeUnit.MILLISECONDS);
      }
    }
  }
}
