package dev.tidewire.processing.merge;

import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.Retention;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Merges;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.chunk.Settle;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.store.PartitionCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process stops amid a transaction, while its connection stays. */
class FrozenMergeIT {
  private static final int HOME = 3;
  private static final int ALL = 100_000;
  private static final Clock CLOCK = Clock.systemUTC();
  private static final ProcessingConfig IMPATIENT =
      SimulatedConfig.ofTimeout(Duration.ofMillis(1_500));
  private static final ProcessingConfig THIRTY_DAYS =
      SimulatedConfig.ofRetention(Duration.ofDays(30));

  private static final Reading OLD = daysAgo(100);
  private static final Reading NOW = daysAgo(0);

  @SuppressWarnings("NullAway.Init") // Opened before each test.
  private MergeStore store;

  private static Reading daysAgo(int days) {
    Instant time = Instant.now().minus(Duration.ofDays(days));
    return new Reading(1, ReadingTime.toMicros(time), days);
  }

  @BeforeEach
  void open() throws SQLException {
    store = new MergeStore();
    store.write(HOME, HOME, 0, List.of(OLD, NOW));
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  @Test
  void frozenMerge_isRolledBack_andAnotherProcessMergesTheHome() throws Exception {
    // Given
    CountDownLatch gathered = new CountDownLatch(1);
    CountDownLatch thaw = new CountDownLatch(1);
    MergeDatabase frozen = store.database(IMPATIENT, store.catalog(IMPATIENT, kept(IMPATIENT)));
    CompletableFuture<Optional<Merged>> merge =
        CompletableFuture.supplyAsync(
            () ->
                frozen.merge(
                    HOME,
                    tables -> {
                      Merged merged = Merges.gather(tables, HOME, ALL);
                      gathered.countDown();
                      awaitUninterrupted(thaw);
                      return merged;
                    }));
    gathered.await();
    MergeDatabase successor = store.database();

    // When
    assertThat(gather(successor)).isEmpty();
    Merged merged =
        await().atMost(PATIENCE).until(() -> gather(successor), Optional::isPresent).orElseThrow();

    // Then
    assertThat(merged.readings()).isEqualTo(2);
    thaw.countDown();
    assertThatThrownBy(merge::join).isNotNull();
    assertThat(store.read()).isEqualTo(Reading.last(List.of(OLD, NOW)));
    assertThat(store.strings("SELECT level FROM block")).containsOnly("1");
  }

  @Test
  void dropOfAFrozenProcess_endsByItself_andNobodyWaitsForIt() throws Exception {
    try (FaultProxy network = FaultProxy.inFrontOf(store.port());
        Connection reader = store.connect();
        Statement statement = reader.createStatement()) {
      // Given
      gather(store.database());
      store.database().merge(HOME, tables -> Settle.run(tables, HOME, 0, ALL));
      store.execute("SET statement_timeout = '5s'");
      reader.setAutoCommit(false);
      // The drop waits for half a second only, which a busy machine may miss.
      for (int i = 0; i < 10 && store.read().size() == 2; i++) {
        network.heal();
        statement.execute("LOCK TABLE chunk IN ACCESS SHARE MODE");
        CompletableFuture<Void> drop = CompletableFuture.runAsync(() -> drop(network));

        // When
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> drop.isDone() || isAnyoneWaiting());
        network.blackholeAll();
        reader.commit();
      }

      // Then
      assertThat(store.read()).isEqualTo(Reading.last(List.of(NOW)));
    }
  }

  private boolean isAnyoneWaiting() throws SQLException {
    return !store
        .strings(
            """
            SELECT l.pid FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
            WHERE NOT granted AND datname = current_database()
            """)
        .isEmpty();
  }

  private void drop(FaultProxy network) {
    Retention retention = kept(THIRTY_DAYS);
    PartitionCatalog catalog = store.catalog(THIRTY_DAYS, retention);
    MergeDatabase database = store.databaseAt(network.port(), THIRTY_DAYS, catalog);
    new ExpiredPartitions(
            database, catalog, retention, THIRTY_DAYS, new SimpleMeterRegistry(), CLOCK)
        .drop();
  }

  private static Retention kept(ProcessingConfig config) {
    return new Retention(config, CLOCK);
  }

  private static Optional<Merged> gather(MergeDatabase database) {
    return database.merge(HOME, tables -> Merges.gather(tables, HOME, ALL));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
