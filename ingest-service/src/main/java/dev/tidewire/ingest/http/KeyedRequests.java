package dev.tidewire.ingest.http;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.idempotency.Attempt;
import dev.tidewire.ingest.idempotency.Claimant;
import dev.tidewire.ingest.idempotency.KeyLimits;
import dev.tidewire.ingest.idempotency.KeyProblems;
import dev.tidewire.ingest.idempotency.KeyRegister;
import dev.tidewire.ingest.idempotency.KeyUse;
import dev.tidewire.ingest.kafka.KeyTopic;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.access.Access;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The requests that have an {@code Idempotency-Key}, on the one path that takes it. */
@Singleton
class KeyedRequests {
  private static final String PATH = "/v1/readings";

  private final KeyTopic topic;
  private final MeterRegistry registry;
  private final Map<KeyUse, Counter> uses = new EnumMap<>(KeyUse.class);
  private final KeyRegister register;
  private final List<Meter> gauges;

  @Inject
  KeyedRequests(IngestConfig config, KeyTopic topic, InstantSource clock, MeterRegistry registry) {
    this.topic = topic;
    this.registry = registry;
    for (KeyUse use : KeyUse.values()) {
      uses.put(
          use,
          Counter.builder("tidewire.ingest.idempotency.requests")
              .description("Requests with an Idempotency-Key, by what it was found to be")
              .tag("use", use.code())
              .register(registry));
    }
    IngestConfig.Idempotency limits = config.idempotency();
    this.register =
        new KeyRegister(
            new KeyLimits(limits.maxBytes().asLongValue(), limits.keep(), limits.lease()),
            topic,
            () -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
            clock,
            System::nanoTime,
            use -> Objects.requireNonNull(uses.get(use)).increment());
    this.gauges =
        List.of(
            Gauge.builder("tidewire.ingest.idempotency.keys", register, KeyRegister::size)
                .description("Idempotency-Keys that are remembered")
                .register(registry),
            Gauge.builder("tidewire.ingest.idempotency.bytes", register, KeyRegister::bytes)
                .description("Memory that they and their answers take")
                .baseUnit("bytes")
                .register(registry));
    topic.follow(register);
  }

  /** The terms of a request, which are refused where its key cannot be read. */
  Terms checked(Terms terms) {
    return terms instanceof Terms.Accepted accepted
            && takesKeys(accepted)
            && !Attempt.isWellFormed(accepted.facts())
        ? new Terms.Refused(KeyProblems.MALFORMED)
        : terms;
  }

  /** Null where the request has no key. A dry run needs none: it leaves nothing. */
  @Nullable Attempt attempt(Terms.Accepted terms, Access access, HttpServerRequest request) {
    return takesKeys(terms) && !terms.isDryRun() && Attempt.hasKey(terms.facts())
        ? Attempt.of(register, claimant(access, Sender.of(access, request)), terms.facts())
        : null;
  }

  /** Where nobody is asked who they are, all share keys, and each address pays for its own. */
  static Claimant claimant(Access access, Sender sender) {
    return Claimant.of(
        access.origin().code() + ' ' + access.id(), sender.kind() + ' ' + sender.name());
  }

  private static boolean takesKeys(Terms.Accepted terms) {
    return terms.facts().path().equals(PATH);
  }

  void close() {
    topic.close();
  }

  /** The next service of this process has its own. */
  @PreDestroy
  void forget() {
    topic.close();
    gauges.forEach(registry::remove);
  }
}
