package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.database.DatabaseUnavailableException;
import dev.tidewire.processing.Periodic;
import dev.tidewire.processing.letters.LetterQueries;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts the open dead letters by reason every 15 seconds. All replicas count the same letters. */
@ApplicationScoped
class OpenLetters {
  private static final Logger LOG = Logger.getLogger(OpenLetters.class);
  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final LetterFilter ALL =
      new LetterFilter(null, null, LetterFilter.FIRST, LetterFilter.END);
  private static final Set<String> REASONS =
      Arrays.stream(DeadLetterReason.values())
          .map(DeadLetterReason::code)
          .collect(Collectors.toUnmodifiableSet());

  /** Other programs may write any reason to the topic, so a label per reason would be unbounded. */
  private static final String OTHER = "other";

  private final LetterQueries letters;
  private volatile @Nullable Map<String, Long> counts;
  private boolean failing;
  private final Periodic counting =
      new Periodic("Counting the open dead letters", PERIOD, this::count);

  OpenLetters(LetterQueries letters, MeterRegistry registry) {
    this.letters = letters;
    REASONS.forEach(reason -> register(reason, registry));
    register(OTHER, registry);
  }

  void start(@Observes StartupEvent started) {
    counting.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    counting.stop();
  }

  private Uni<Void> count() {
    return letters
        .counts(ALL, SensorPatterns.ALL, LetterState.OPEN)
        .invoke(this::counted)
        .onFailure()
        .invoke(this::failed)
        .replaceWithVoid();
  }

  private void counted(Map<String, Long> counted) {
    counts = counted;
    if (failing) {
      failing = false;
      LOG.info("The open dead letters are counted again");
    }
  }

  private void failed(Throwable failure) {
    counts = null;
    if (failing) {
      return;
    }
    failing = true;
    if (failure instanceof DatabaseUnavailableException outage) {
      LOG.warnf("The open dead letters cannot be counted: %s", outage.getMessage());
    } else {
      LOG.error("The open dead letters cannot be counted", failure);
    }
  }

  private void register(String reason, MeterRegistry registry) {
    Gauge.builder("tidewire.dead.letters.open", () -> open(reason))
        .description("Dead letters that nobody has redriven or discarded")
        .tag("reason", reason)
        .register(registry);
  }

  /** NaN while the database does not answer. */
  private double open(String reason) {
    Map<String, Long> counted = counts;
    if (counted == null) {
      return Double.NaN;
    }
    return reason.equals(OTHER)
        ? counted.entrySet().stream()
            .filter(entry -> !REASONS.contains(entry.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum()
        : counted.getOrDefault(reason, 0L);
  }
}
