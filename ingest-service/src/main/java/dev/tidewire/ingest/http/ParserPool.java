package dev.tidewire.ingest.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for bodies that would block an event loop for too long. Admission bounds how many
 * bodies can wait for one.
 */
final class ParserPool {
  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();

  /**
   * @param name tells the pools of a process apart
   * @param threads how many bodies are parsed at the same time
   */
  ParserPool(Vertx vertx, String name, int threads, MeterRegistry registry) {
    workers = vertx.createSharedWorkerExecutor("tidewire-parser-" + name, threads);
    Gauge.builder("tidewire.ingest.parsers.busy", busy, AtomicInteger::get)
        .tag("parser", name)
        .description("Workers that parse a body")
        .register(registry);
    Gauge.builder("tidewire.ingest.parsers.waiting", waiting, AtomicInteger::get)
        .tag("parser", name)
        .description("Bodies that wait for a worker to parse them")
        .register(registry);
  }

  /** Runs tasks in the order of their calls; the result arrives on the calling event loop. */
  <T> Future<T> run(Callable<T> parse) {
    waiting.incrementAndGet();
    return workers.executeBlocking(() -> work(parse), false);
  }

  private <T> T work(Callable<T> parse) throws Exception {
    waiting.decrementAndGet();
    busy.incrementAndGet();
    try {
      return parse.call();
    } finally {
      busy.decrementAndGet();
    }
  }
}
