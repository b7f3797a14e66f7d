package dev.tidewire.processing.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Replaces the pool when its connections fail without an answer from the server, or lead to a
 * server that has become read-only, while a new connection finds a database that takes writes: the
 * connections are dead, or those of a primary that is none any more.
 */
@ApplicationScoped
class PoolWatchdog {
  private static final Logger LOG = Logger.getLogger(PoolWatchdog.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** A probe whose server accepts and says nothing holds a socket until the server is gone. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final StoreGuard guard;
  private final BoundedPool pools;
  private final Counter replaced;
  private Duration pause = FIRST_PAUSE;
  private long timer;
  private boolean isStopped;

  PoolWatchdog(Vertx vertx, StoreGuard guard, BoundedPool pools, MeterRegistry registry) {
    this.vertx = vertx;
    this.guard = guard;
    this.pools = pools;
    this.replaced =
        Counter.builder("tidewire.store.pool.replaced")
            .description("Pools given up because their connections no longer reached the database")
            .register(registry);
  }

  void start(@Observes StartupEvent started) {
    lookLater();
  }

  synchronized void stop(@Observes ShutdownEvent stopping) {
    isStopped = true;
    vertx.cancelTimer(timer);
  }

  private synchronized void lookLater() {
    if (!isStopped) {
      timer = vertx.setTimer(pause.toMillis(), now -> look());
    }
  }

  private void look() {
    if (!guard.suspectsPool()) {
      pause = FIRST_PAUSE;
      lookLater();
      return;
    }
    pools
        .probe()
        .findsDatabase()
        .onSuccess(this::decide)
        .onFailure(failure -> LOG.error("The pool is no longer watched", failure));
  }

  private void decide(boolean foundDatabase) {
    if (foundDatabase && guard.suspectsPool()) {
      LOG.warn("The database answers new connections but not those of the pool; they are replaced");
      pools.replace();
      guard.trustPool();
      replaced.increment();
    }
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    lookLater();
  }
}
