package dev.tidewire.ingest.http;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.fairness.Fairness;
import dev.tidewire.ingest.fairness.Limit;
import dev.tidewire.ingest.fairness.LimitKind;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.access.Access;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Who sends each request, and what that leaves to it. */
@Singleton
class ClientShares {
  private final Fairness fairness;

  @Inject
  ClientShares(IngestConfig config, InstantSource clock, MeterRegistry registry) {
    Map<LimitKind, Counter> limited = new EnumMap<>(LimitKind.class);
    for (LimitKind kind : LimitKind.values()) {
      limited.put(
          kind,
          Counter.builder("tidewire.ingest.rate.limited")
              .description("Requests of which a limit refused all or some readings")
              .tag("limit", kind.code())
              .register(registry));
    }
    this.fairness =
        new Fairness(
            limit(config.limit().client()),
            limit(config.limit().sensor()),
            sinceNow(),
            clock,
            kind -> Objects.requireNonNull(limited.get(kind)).increment());
  }

  private static @Nullable Limit limit(IngestConfig.Rate rate) {
    return Limit.of(rate.readingsPerSecond().orElse(0), rate.burst().orElse(0));
  }

  private static LongSupplier sinceNow() {
    long start = System.nanoTime();
    return () -> System.nanoTime() - start;
  }

  /** What a request may send. */
  Share of(Access access, HttpServerRequest request, Terms.Accepted terms) {
    Sender sender = Sender.of(access, request);
    return fairness.share(
        sender.kind(),
        sender.name(),
        Limit.of(access.limits().readingsPerSecond(), access.limits().readingsBurst()),
        terms.writable(),
        terms.style().isWholeWhenLimited());
  }

  /** What they have sent, as JSON. */
  byte[] report() {
    return fairness.report();
  }
}
