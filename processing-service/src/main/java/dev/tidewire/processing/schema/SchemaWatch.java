package dev.tidewire.processing.schema;

import dev.tidewire.processing.ProcessingConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Cancellable timer;

  SchemaWatch(ForeignObjects objects, ProcessingConfig config, MeterRegistry registry) {
    this.objects = objects;
    this.timeout = config.store().timeout();
    Gauge.builder("tidewire.schema.foreign.objects", () -> number)
        .description("Triggers, rules and constraints on our tables that no migration has made")
        .register(registry);
  }

  void start(@Observes StartupEvent started) {
    timer =
        Multi.createFrom()
            .ticks()
            .every(PERIOD)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> look())
            .subscribe()
            .with(this::tell, failure -> LOG.error("Foreign objects are no longer told", failure));
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Others tell that the database is away, or its schema missing. */
  private Uni<List<ForeignObject>> look() {
    return Uni.createFrom()
        .deferred(objects::find)
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  void tell(List<ForeignObject> found) {
    number = found.size();
    told.retainAll(found);
    for (ForeignObject each : found) {
      if (told.add(each)) {
        LOG.warnf(
            "No migration has made %s. A statement of ours that it refuses is repeated until it passes,"
                + " and then storing, or merging, stops for all of a partition. To remove it: %s",
            each.what(), each.removal());
      }
    }
  }
}
