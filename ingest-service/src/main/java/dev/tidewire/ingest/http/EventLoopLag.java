package dev.tidewire.ingest.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Whether the event loops run late: bodies then arrive slowly because this service is slow, and not
 * because their senders are.
 */
@Singleton
class EventLoopLag {
  private static final long PERIOD = Duration.ofMillis(100).toNanos();

  /** Longer than a garbage collection, which says nothing about the load. */
  private static final long LATE = Duration.ofMillis(30).toNanos();

  private final Vertx vertx;
  private final List<Probe> probes = new CopyOnWriteArrayList<>();
  private final List<ScheduledFuture<?>> turns = new ArrayList<>();

  @Inject
  EventLoopLag(Vertx vertx) {
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
      Probe probe = new Probe();
      probes.add(probe);
      turns.add(loop.scheduleWithFixedDelay(probe, PERIOD, PERIOD, TimeUnit.NANOSECONDS));
    }
  }

  @PreDestroy
  void stop() {
    turns.forEach(turn -> turn.cancel(false));
  }

  /** Whether one of them was late at its last turn, or is late now. */
  boolean isLate() {
    long now = System.nanoTime();
    for (Probe probe : probes) {
      if (probe.isLate(now)) {
        return true;
      }
    }
    return false;
  }

  private static final class Probe implements Runnable {
    private volatile long lastTurn = System.nanoTime();
    private volatile boolean wasLate;

    @Override
    public void run() {
      long now = System.nanoTime();
      wasLate = now - lastTurn - PERIOD > LATE;
      lastTurn = now;
    }

    boolean isLate(long now) {
      return wasLate || now - lastTurn - PERIOD > LATE;
    }
  }
}
