package dev.tidewire.platform.tls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Counts connections that TLS could not protect, and tells of one a minute. Thread-safe. */
@Singleton
public final class Handshakes {
  private static final Logger LOG = Logger.getLogger(Handshakes.class);
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final Counter failed;
  private final LongSupplier nanoTime;
  private final AtomicLong next;

  /** Counts in the registry. */
  @Inject
  public Handshakes(MeterRegistry registry) {
    this(registry, System::nanoTime);
  }

  Handshakes(MeterRegistry registry, LongSupplier nanoTime) {
    this.failed =
        Counter.builder("tidewire.http.handshakes.failed")
            .description("Connections that ended because the TLS handshake failed")
            .register(registry);
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /** A handshake failed. A client that only hangs up has not failed. */
  public void failed(SocketAddress client, Throwable cause) {
    if (cause instanceof ClosedChannelException) {
      return;
    }
    failed.increment();
    long now = nanoTime.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS)) {
      LOG.warnf(
          "The TLS handshake with %s failed: %s. tidewire_http_handshakes_failed_total counts more of"
              + " them; the log tells one a minute.",
          client, HandshakeFault.of(cause));
    }
  }
}
