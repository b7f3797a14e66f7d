package dev.tidewire.processing.schema;

import dev.tidewire.processing.Periodic;
import dev.tidewire.processing.ProcessingConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells at the start, and every hour for what is new, of objects that others have put on our
 * tables. A poll is stored whole or not at all, so one reading that such an object refuses stops
 * its partition.
 */
@ApplicationScoped
class SchemaWatch {
  private static final Logger LOG = Logger.getLogger(SchemaWatch.class);
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ForeignObjects objects;
  private final Duration timeout;
  private final Set<ForeignObject> told = new HashSet<>();
  private volatile double number = Double.NaN;
  private final Periodic looks = new Periodic("Looking for foreign objects", PERIOD, this::look);

  SchemaWatch(ForeignObjects objects, ProcessingConfig config, MeterRegistry registry) {
    this.objects = objects;
    this.timeout = config.store().timeout();
    Gauge.builder("tidewire.schema.foreign.objects", () -> number)
        .description("Triggers, rules and constraints on our tables that no migration has made")
        .register(registry);
  }

  void start(@Observes StartupEvent started) {
    looks.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    looks.stop();
  }

  /** Others tell that the database is away, or its schema missing. */
  private Uni<Void> look() {
    return Uni.createFrom()
        .deferred(objects::find)
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(this::tell)
        .replaceWithVoid();
  }

  void tell(List<ForeignObject> found) {
    number = found.size();
    told.retainAll(found);
    for (ForeignObject each : found) {
      if (told.add(each)) {
        LOG.warnf(
            "No migration has made %s. A statement of ours that it refuses is repeated until it passes."
                + " A poll that it refuses stops storing for all of a partition; a merge that it"
                + " refuses stops for its partition, or its group of series. To remove it: %s",
            each.what(), each.removal());
      }
    }
  }
}
