package dev.tidewire.processing.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.Retention;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The partitions of the table {@code chunk}, created before they are needed. */
@ApplicationScoped
public class PartitionCatalog {
  /**
   * Locks out, until the transaction ends, whoever else creates or drops partitions, as the
   * function that drops them does: a call in SQL, with a number that nobody else in the database
   * locks, the bytes of "tidewire".
   */
  static final String LOCK = "pg_advisory_xact_lock(x'7469646577697265'::bigint)";

  private final ProcessingConfig.TimePartitions config;
  private final Clock clock;
  private final Retention retention;
  private final TablePartitions chunks;

  /** Makes the catalog of an empty memory: it asks the database before the first use. */
  public PartitionCatalog(
      Pool pool,
      ProcessingConfig config,
      MeterRegistry registry,
      Retention retention,
      Clock clock) {
    this.config = config.timePartitions();
    this.clock = clock;
    this.retention = retention;
    this.chunks = new TablePartitions(pool, "chunk", this.config.length());
    Gauge.builder("tidewire.time.partitions.ahead", this::lengthsAhead)
        .description("How many future time partitions the table has without a gap")
        .register(registry);
  }

  /**
   * Whether chunks that end at these times have partitions, as far as is known, or need none
   * because they are too old.
   *
   * @param horizonMicros the time from which on readings are kept
   */
  public boolean haveChunks(long[] endsMicros, long horizonMicros) {
    return chunks.areThere(missingFor(endsMicros, horizonMicros));
  }

  /**
   * Creates the partitions that chunks need that end at these times, unless they are too old. Each
   * that is created stays, also when another one fails.
   *
   * @param horizonMicros the time from which on readings are kept
   */
  public Uni<Void> addForChunks(long[] endsMicros, long horizonMicros) {
    return chunks.addAll(missingFor(endsMicros, horizonMicros));
  }

  /** Whether one of these times may be too old to be kept; then the database's time is needed. */
  public boolean mayBeExpired(long[] endsMicros) {
    long horizon = retention.horizonMicros();
    return Arrays.stream(endsMicros).anyMatch(end -> end < horizon);
  }

  /**
   * Whether a chunk that ends at this time is too old to be kept: its partition has been dropped,
   * or was never there.
   *
   * @param horizonMicros the time from which on readings are kept
   */
  public boolean isExpired(long endMicros, long horizonMicros) {
    return endMicros < horizonMicros && chunks.lack(endMicros);
  }

  /** See {@link Retention#horizonMicros(long)}. */
  public long horizonMicros(long databaseMicros) {
    return retention.horizonMicros(databaseMicros);
  }

  /**
   * Creates the partitions of the present and of the configured time ahead, so that they are still
   * enough after {@code passing}.
   */
  public Uni<Void> ensureAhead(Duration passing) {
    Instant now = clock.instant();
    Instant last = now.plus(config.length().multipliedBy(config.ahead())).plus(passing);
    return chunks.addAll(
        partitions ->
            partitions.missingBetween(ReadingTime.toMicros(now), ReadingTime.toMicros(last)));
  }

  /** The known partitions are outdated: reads them again before the next use. */
  public void forgetChunks() {
    chunks.forget();
  }

  /** Reads the partitions again. */
  public Uni<Void> reload() {
    chunks.forget();
    return chunks.addAll(partitions -> List.of());
  }

  private Function<TimePartitions, Collection<TimePartition>> missingFor(
      long[] timesMicros, long horizonMicros) {
    long now = ReadingTime.toMicros(clock.instant());
    long[] kept = Arrays.stream(timesMicros).filter(time -> time >= horizonMicros).toArray();
    return partitions -> partitions.missingFor(kept, now);
  }

  private double lengthsAhead() {
    return chunks.lengthsAhead(ReadingTime.toMicros(clock.instant()));
  }
}
