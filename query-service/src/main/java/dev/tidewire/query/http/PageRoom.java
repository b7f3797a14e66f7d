package dev.tidewire.query.http;

import dev.tidewire.query.QueryConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The room for pages that are being sent. A page is in memory until its client has taken it, and a
 * connection of HTTP/2 may ask for a hundred of them and take none. Thread-safe.
 */
@Startup
@Singleton
class PageRoom {
  private final long most;
  private final AtomicLong bytes = new AtomicLong();

  PageRoom(QueryConfig config, MeterRegistry metrics) {
    this.most = config.page().maxUnread().asLongValue();
    Gauge.builder("tidewire.query.pages.unread", bytes, AtomicLong::get)
        .description("Bytes of pages that their clients have not taken yet")
        .baseUnit("bytes")
        .register(metrics);
  }

  /** Takes room for a page; false, and nothing taken, without room. */
  boolean take(int page) {
    if (bytes.addAndGet(page) > most) {
      bytes.addAndGet(-page);
      return false;
    }
    return true;
  }

  void giveBack(int page) {
    bytes.addAndGet(-page);
  }
}
