package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.series.SeriesCatalog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells when the database has lost its last commits. Ids of series that it has lost with them must
 * not be used again.
 */
@ApplicationScoped
class LostCommits {
  private static final Logger LOG = Logger.getLogger(LostCommits.class);

  private final SeriesCatalog series;
  private final Counter setBack;

  LostCommits(SeriesCatalog series, MeterRegistry registry) {
    this.series = series;
    this.setBack =
        Counter.builder("tidewire.watermarks.back")
            .description("Watermarks that were found lower than before")
            .register(registry);
  }

  /**
   * Compares what legs have seen with what the database has.
   *
   * @param legs by partition
   * @param known the watermarks of the topic with this id
   */
  void lookFor(Map<Integer, Leg> legs, UUID id, Map<Integer, Long> known) {
    legs.forEach(
        (partition, leg) -> {
          long now = known.getOrDefault(partition, 0L);
          if (leg.isOf(id) && leg.loses(now)) {
            series.forget();
            setBack.increment();
            LOG.warnf(
                "The database has lost readings: partition %d was stored up to offset %d, and is"
                    + " now stored up to offset %d. What is in between is read and stored again",
                partition, leg.watermark(), now);
          }
        });
  }
}
