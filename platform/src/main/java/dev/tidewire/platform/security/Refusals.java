package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How many requests were refused, by the reason. */
final class Refusals {
  private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

  Refusals(MeterRegistry registry) {
    for (Reason reason : Reason.values()) {
      counters.put(
          reason,
          Counter.builder("tidewire.security.refused")
              .description("Requests that were refused because of who sent them, or how many")
              .tag("reason", reason.code())
              .register(registry));
    }
  }

  void count(Reason reason) {
    Objects.requireNonNull(counters.get(reason)).increment();
  }
}
