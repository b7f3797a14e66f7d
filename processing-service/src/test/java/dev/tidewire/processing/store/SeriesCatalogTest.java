package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.readings.IdentifiedSeries;
import dev.tidewire.processing.simulation.SimulatedConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeriesCatalogTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Server server = new Server();
  private final SeriesCatalog catalog =
      new SeriesCatalog(
          SimulatedConfig.ofMaxReadings(100),
          server,
          new StoreGuard(
              SimulatedConfig.ofMaxReadings(100),
              new Straight(),
              new StoreMetrics(new SimpleMeterRegistry()),
              timer,
              new SplittableRandom(1),
              Clock.systemUTC()));

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void knownSeries_areNotLookedUpAgain() {
    // Given
    Identification first = identify(record(1, "a", "b"));

    // When
    Identification again = identify(record(1, "b", "a"));

    // Then
    assertThat(server.asked).containsExactly(List.of("a", "b"));
    assertThat(ids(again)).isEqualTo(ids(first));
  }

  @Test
  void seriesOfTwoPartitions_isEnteredOnceAtATime() {
    // When
    Identification found = identify(record(1, "a"), record(2, "a", "b"));

    // Then
    assertThat(server.asked).containsExactly(List.of("a", "b"));
    assertThat(found.series())
        .extracting(one -> one.series().key().sensor() + one.home() + one.series().source())
        .containsExactly("a11", "a12", "b22");
  }

  @Test
  void idsOfTwoServers_areNeverMixed() {
    // Given
    identify(record(1, "lost"), record(1, "a"));
    server.failover();

    // When
    Identification found = identify(record(1, "new", "a"));

    // Then
    assertThat(server.asked)
        .containsExactly(List.of("lost", "a"), List.of("new"), List.of("new", "a"));
    assertThat(ids(found)).isEqualTo(Map.of("new", 1L, "a", 2L));
    assertThat(found.serverStart()).isEqualTo(2);
  }

  @Test
  void forgottenSeries_areLookedUpAgain() {
    // Given
    identify(record(1, "a"));

    // When
    catalog.forget();
    identify(record(1, "a"));

    // Then
    assertThat(server.asked).containsExactly(List.of("a"), List.of("a"));
  }

  private Identification identify(SourceRecord... records) {
    List<MergedSeries> series = Poll.of(List.of(records), Integer.MAX_VALUE).series();
    return catalog.identify(series).await().indefinitely();
  }

  private static Map<String, Long> ids(Identification found) {
    Map<String, Long> ids = new HashMap<>();
    for (IdentifiedSeries one : found.series()) {
      ids.put(one.series().key().sensor(), one.id());
    }
    return ids;
  }

  private static SourceRecord record(int source, String... sensors) {
    List<SeriesReadings> all = new ArrayList<>();
    for (String sensor : sensors) {
      SeriesReadings readings =
          new SeriesReadings(new SeriesKey(sensor, "value"), null, Map.of(), 1);
      readings.add(1, 1);
      all.add(readings);
    }
    byte[] value = ReadingBatchCodec.encode(new ReadingBatch(all));
    return new SourceRecord("topic", source, 0, 0, null, value, 0, null);
  }

  /** Gives out ids from 1 on, and again after a failover. */
  private static final class Server implements SeriesStatements {
    private final List<List<String>> asked = new ArrayList<>();
    private final Map<SeriesKey, KnownSeries> table = new HashMap<>();
    private long start = 1;

    void failover() {
      start++;
      table.clear();
    }

    @Override
    public Uni<Map<SeriesKey, KnownSeries>> enter(List<MergedSeries> series) {
      asked.add(series.stream().map(one -> one.key().sensor()).toList());
      Map<SeriesKey, KnownSeries> entered = new HashMap<>();
      for (MergedSeries one : series) {
        table.computeIfAbsent(
            one.key(),
            key -> new KnownSeries(table.size() + 1, one.source(), null, Map.of(), start));
        entered.put(one.key(), table.get(one.key()));
      }
      return Uni.createFrom().item(entered);
    }
  }

  private static final class Straight implements StoreAttempt {
    @Override
    public <T> Uni<T> once(Supplier<Uni<T>> attempt) {
      return attempt.get();
    }

    @Override
    public Breaker breaker() {
      return new Breaker(Breaker.State.CLOSED, Instant.EPOCH);
    }
  }
}
