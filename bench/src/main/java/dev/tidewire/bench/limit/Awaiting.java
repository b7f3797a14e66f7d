package dev.tidewire.bench.limit;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Blocking for a result, where a thread has nothing else to do. */
final class Awaiting {
  private static final long TIMEOUT_SECONDS = 120;

  private Awaiting() {}

  /** The result, or an exception when there is none after two minutes. */
  static <T> T result(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
