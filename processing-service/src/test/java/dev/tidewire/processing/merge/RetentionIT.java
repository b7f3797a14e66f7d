package dev.tidewire.processing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.Retention;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Merged.Taken;
import dev.tidewire.processing.chunk.Merges;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.chunk.Settle;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.store.PartitionCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is older than the retention leaves a real database. */
class RetentionIT {
  private static final int HOME = 3;
  private static final int ALL = 100_000;
  private static final ProcessingConfig FOR_EVER = SimulatedConfig.ofMaxReadings(1);
  private static final ProcessingConfig THIRTY_DAYS =
      SimulatedConfig.ofRetention(Duration.ofDays(30));

  private static final Reading OLD = reading(100);
  private static final Reading LATELY = reading(20);
  private static final Reading NOW = reading(0);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @SuppressWarnings("NullAway.Init") // Opened before each test.
  private MergeStore store;

  private int offset;

  private static Reading reading(int daysAgo) {
    Instant time = Instant.now().minus(Duration.ofDays(daysAgo));
    return new Reading(1, ReadingTime.toMicros(time), daysAgo);
  }

  @BeforeEach
  void open() throws SQLException {
    store = new MergeStore();
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  @Test
  void partitionsOfWhatIsTooOld_areDropped() throws Exception {
    // Given
    settle(FOR_EVER, OLD, reading(99), reading(300), LATELY, NOW);
    List<String> before = partitions();

    // When
    drop(FOR_EVER, Clock.systemUTC());

    // Then
    assertThat(partitions()).isEqualTo(before);

    // When
    dropAll();

    // Then
    assertThat(store.read()).isEqualTo(Reading.last(List.of(LATELY, NOW)));
    assertThat(before).containsAll(partitions());
    assertThat(registry.counter("tidewire.time.partitions.dropped").count())
        .isEqualTo(before.size() - partitions().size());
    assertThat(registry.get("tidewire.time.partitions.expired").gauge().value()).isZero();
  }

  @Test
  void partitionThatIsPartlyOfTheTimeThatIsKept_stays() throws Exception {
    // Given
    List<Reading> aroundTheHorizon = List.of(reading(31), reading(32), reading(29));
    settle(FOR_EVER, aroundTheHorizon.toArray(Reading[]::new));
    store.execute("CREATE TABLE before AS SELECT * FROM chunk");

    // When
    dropAll();

    // Then
    assertThat(
            store.strings(
                """
                SELECT count(*) FROM before AS b
                WHERE end_time >= now() - interval '30 days'
                  AND NOT EXISTS (SELECT FROM chunk AS c WHERE c.end_time = b.end_time)
                """))
        .containsExactly("0");
  }

  @Test
  void sessionThatReads_delaysTheDropAndNobodyElse() throws Exception {
    try (Connection reader = store.connect();
        Statement statement = reader.createStatement()) {
      // Given
      settle(FOR_EVER, OLD, NOW);
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      assertThat(chunks(statement)).isEqualTo(2);
      CompletableFuture<Void> drop =
          CompletableFuture.runAsync(() -> drop(THIRTY_DAYS, Clock.systemUTC()));

      // When
      Duration longest = Duration.ZERO;
      while (!drop.isDone()) {
        long start = System.nanoTime();
        assertThat(store.read()).hasSize(2);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        longest = took.compareTo(longest) > 0 ? took : longest;
      }
      drop.get();

      // Then
      assertThat(longest).isLessThan(Duration.ofSeconds(2));
      assertThat(chunks(statement)).isEqualTo(2);
      assertThat(registry.get("tidewire.time.partitions.expired").gauge().value()).isEqualTo(1);

      // When
      reader.commit();
      dropAll();

      // Then
      assertThat(chunks(statement)).isEqualTo(1);
    }
  }

  @Test
  void whatIsTooOldAndHasNoPartition_isNotSettled() throws Exception {
    // Given
    settle(FOR_EVER, OLD, NOW);
    dropAll();
    List<String> before = partitions();

    // When
    Merged merged = settle(THIRTY_DAYS, OLD, reading(90), reading(0));

    // Then
    assertThat(merged).isEqualTo(new Merged(Taken.NOTHING, new Taken(3, 3), 0, 2));
    assertThat(partitions()).isEqualTo(before);
    assertThat(store.strings("SELECT sum(n) FROM chunk")).containsExactly("2");
    assertThat(store.strings("SELECT count(*) FROM block")).containsExactly("0");
  }

  @Test
  void correctionOfWhatIsTooOldButStillThere_stands() throws Exception {
    // Given
    settle(FOR_EVER, OLD, NOW);
    Reading corrected = new Reading(1, OLD.micros(), 7);

    // When
    Merged merged = settle(THIRTY_DAYS, corrected);

    // Then
    assertThat(merged).isEqualTo(new Merged(Taken.NOTHING, new Taken(1, 1), 1, 0));
    assertThat(store.read()).isEqualTo(Reading.last(List.of(OLD, NOW, corrected)));
  }

  @Test
  void clockThatIsYearsAhead_dropsNothing() throws Exception {
    // Given
    settle(FOR_EVER, LATELY, NOW);

    // When
    drop(THIRTY_DAYS, Clock.offset(Clock.systemUTC(), Duration.ofDays(3_650)));

    // Then
    assertThat(store.read()).isEqualTo(Reading.last(List.of(LATELY, NOW)));
  }

  @Test
  void clockThatRunsAhead_makesMergingLeaveOutNothing() throws Exception {
    // Given
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(3_650));
    store.write(HOME, HOME, offset++, List.of(LATELY, NOW));
    MergeDatabase database = store.database(THIRTY_DAYS, catalog(THIRTY_DAYS, ahead));

    // When
    database.merge(HOME, tables -> Merges.gather(tables, HOME, ALL));
    Merged settled = database.merge(HOME, tables -> Settle.run(tables, HOME, 0, ALL)).orElseThrow();

    // Then
    assertThat(settled.expired()).isZero();
    assertThat(store.read()).isEqualTo(Reading.last(List.of(LATELY, NOW)));
  }

  private static int chunks(Statement statement) throws SQLException {
    try (ResultSet count = statement.executeQuery("SELECT count(*) FROM chunk")) {
      count.next();
      return count.getInt(1);
    }
  }

  private List<String> partitions() throws SQLException {
    return store.strings(
        "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'chunk'::regclass ORDER BY 1");
  }

  /** Writes, gathers and settles the readings. */
  private Merged settle(ProcessingConfig config, Reading... readings) throws SQLException {
    store.write(HOME, HOME, offset++, List.of(readings));
    MergeDatabase database = database(config);
    database.merge(HOME, tables -> Merges.gather(tables, HOME, ALL));
    return database.merge(HOME, tables -> Settle.run(tables, HOME, 0, ALL)).orElseThrow();
  }

  private MergeDatabase database(ProcessingConfig config) {
    return store.database(config, catalog(config, Clock.systemUTC()));
  }

  private PartitionCatalog catalog(ProcessingConfig config, Clock clock) {
    return store.catalog(config, new Retention(config, clock));
  }

  /** One look, which drops one partition at most. */
  private void drop(ProcessingConfig config, Clock clock) {
    new ExpiredPartitions(
            database(config),
            catalog(config, clock),
            new Retention(config, clock),
            config,
            registry,
            clock)
        .drop();
  }

  private void dropAll() throws SQLException {
    List<String> before;
    do {
      before = partitions();
      drop(THIRTY_DAYS, Clock.systemUTC());
    } while (!partitions().equals(before));
  }
}
