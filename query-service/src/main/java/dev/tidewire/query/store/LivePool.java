package dev.tidewire.query.store;

import dev.tidewire.query.QueryConfig;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The pool in use. The client never gives up a connection whose other end has gone without a word,
 * and its place in the pool is lost; when none of them answers any more while a new one would, the
 * pool is exchanged for a new one.
 */
@Singleton
class LivePool {
  private static final Logger LOG = Logger.getLogger(LivePool.class);

  /** A server that accepts connections and says nothing holds one of ours for each probe. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final ReadOnlyPool pools;
  private final long deadlineMillis;
  private volatile Pool current;
  private volatile long lastAnswer = System.nanoTime();
  private long lastProbe = lastAnswer - PAUSE_NANOS;

  LivePool(Pool first, ReadOnlyPool pools, QueryConfig config) {
    this.current = first;
    this.pools = pools;
    this.deadlineMillis = config.database().deadline().toMillis();
  }

  /** The pool to take the next connection from. */
  Pool get() {
    return current;
  }

  /** To be told of every answer of the server, be it an error. */
  void answered() {
    lastAnswer = System.nanoTime();
  }

  /**
   * To be told of every query that went without an answer. The server ends what takes too long and
   * says so within the deadline: when nobody has had an answer for twice as long, either nobody
   * reaches the server, or nobody who keeps to these connections.
   */
  void unanswered() {
    long silence = System.nanoTime() - lastAnswer;
    if (silence > TimeUnit.MILLISECONDS.toNanos(2 * deadlineMillis) && mayProbe()) {
      probe();
    }
  }

  private synchronized boolean mayProbe() {
    long now = System.nanoTime();
    if (now - lastProbe < PAUSE_NANOS) {
      return false;
    }
    lastProbe = now;
    return true;
  }

  private void probe() {
    Pool next = pools.another();
    next.query("SELECT 1")
        .execute()
        .timeout(deadlineMillis, TimeUnit.MILLISECONDS)
        .onSuccess(answer -> replaceBy(next))
        .onFailure(unreachable -> next.close());
  }

  private void replaceBy(Pool next) {
    LOG.warn("The database answers new connections but not those of the pool; they are replaced");
    Pool old = current;
    current = next;
    answered();
    old.close();
  }

  @PreDestroy
  void close() {
    current.close();
  }
}
