package dev.tidewire.processing;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.config.ConfigFaults;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** How far back readings are kept. */
@ApplicationScoped
public class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final Optional<Duration> length;
  private final Clock clock;

  /** As the configuration says. */
  public Retention(ProcessingConfig config, Clock clock) {
    this.length = config.retention();
    this.clock = clock;
  }

  void tell(@Observes StartupEvent started) {
    length.ifPresentOrElse(
        kept ->
            LOG.infof(
                "Readings are kept for %s (tidewire.processing.retention): older ones become dead"
                    + " letters, and time partitions that hold only older ones are dropped",
                ConfigFaults.written(kept)),
        () -> LOG.info("All readings are kept (tidewire.processing.retention is not set)"));
  }

  /** Empty when all readings are kept. */
  public Optional<Duration> length() {
    return length;
  }

  /**
   * The time from which on readings are kept, by the older of two clocks: one of this machine that
   * runs ahead makes no reading old.
   *
   * @param databaseMicros the database's time, in microseconds since 1970
   */
  public long horizonMicros(long databaseMicros) {
    long byDatabase =
        length
            .map(kept -> databaseMicros - TimeUnit.SECONDS.toMicros(kept.toSeconds()))
            .orElse(ReadingTime.MIN_MICROS);
    return Math.min(horizonMicros(), byDatabase);
  }

  /** The time from which on readings are kept, in microseconds since 1970. */
  public long horizonMicros() {
    return length
        .map(kept -> ReadingTime.toMicros(clock.instant().minus(kept)))
        .orElse(ReadingTime.MIN_MICROS);
  }
}
