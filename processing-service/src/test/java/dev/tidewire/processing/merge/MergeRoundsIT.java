package dev.tidewire.processing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.LogLines;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.Retention;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.group.Consumers;
import dev.tidewire.processing.merge.MergeFault.Kind;
import dev.tidewire.processing.order.MergeOrder;
import dev.tidewire.processing.order.MergeOrders;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.store.PartitionCatalog;
import dev.tidewire.processing.tables.MergeConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rounds over a real database, by a clock that stands still, with planted errors. */
class MergeRoundsIT {
  private static final ProcessingConfig CONFIG = SimulatedConfig.ofMaxReadings(1);
  private static final int HOME = 5;
  private static final int NEIGHBOUR = 6;
  private static final Set<Integer> OWNED = Set.of(0, HOME, NEIGHBOUR);

  private final TestClock clock = new TestClock(Instant.now());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StoppedMerges stopped = new StoppedMerges(clock);
  private final MergeOrders orders = new MergeOrders(clock);
  private final LogLines log = new LogLines();
  private final Set<Integer> broken = new HashSet<>();
  private boolean looksFail;
  private boolean scrubsFail;
  private boolean isLook;

  @SuppressWarnings("NullAway.Init") // Opened before each test.
  private MergeStore store;

  @SuppressWarnings("NullAway.Init") // Made before each test.
  private MergeRounds rounds;

  @BeforeEach
  void open() throws SQLException {
    store = new MergeStore();
    rounds = rounds();
  }

  @AfterEach
  void close() throws SQLException {
    log.close();
    store.close();
  }

  @Test
  void groupThatAnOrderWasRefused_isTriedAgainBeforeItIsDue() throws Exception {
    // Given
    write(HOME);
    refuse("chunk");
    order(MergeOrder.Kind.SETTLE);
    assertThat(blocks(HOME)).containsExactly("1");
    assertThat(stopped.count(Kind.REFUSED)).isEqualTo(1);

    // When
    store.execute("DROP FUNCTION planted() CASCADE");
    run();
    assertThat(blocks(HOME)).containsExactly("1");
    clock.advance(Duration.ofSeconds(2));
    run();

    // Then
    assertThat(blocks(HOME)).isEmpty();
    assertThat(stopped.count(Kind.REFUSED)).isZero();
    assertThat(log.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WARN The database refuses to merge home 5, gr"),
            line -> assertThat(line).startsWith("INFO Merging of home 5, group 0 works again"));
  }

  @Test
  void damagedGroupOfAnOrder_isTriedAgainBeforeItIsDue() throws Exception {
    // Given
    write(HOME);
    order(MergeOrder.Kind.MERGE);
    flip();
    order(MergeOrder.Kind.SETTLE);
    assertThat(stopped.count(Kind.FRAME)).isEqualTo(1);

    // When
    flip();
    clock.advance(Duration.ofMinutes(10));
    run();

    // Then
    assertThat(blocks(HOME)).isEmpty();
    assertThat(stopped.count(Kind.FRAME)).isZero();
  }

  @Test
  void homeThatAnOrderWasRefused_isTriedAgainBeforeItIsDue() throws Exception {
    // Given
    write(HOME);
    refuse("block");
    order(MergeOrder.Kind.MERGE);
    assertThat(blocks(HOME)).containsExactly("0");

    // When
    store.execute("DROP FUNCTION planted() CASCADE");
    clock.advance(Duration.ofSeconds(2));
    run();

    // Then
    assertThat(blocks(HOME)).containsExactly("1");
  }

  @Test
  void errorInTheMergeOfAHome_stopsThisHomeOnly() throws Exception {
    // Given
    write(HOME);
    write(NEIGHBOUR);
    store.execute("UPDATE block SET written_at = now() - interval '2 minutes'");
    broken.add(HOME);

    // When
    Duration pause = run();
    clock.advance(Duration.ofMinutes(1));
    run();

    // Then
    assertThat(pause).isEqualTo(CONFIG.merge().period());
    assertThat(blocks(HOME)).containsExactly("0");
    assertThat(blocks(NEIGHBOUR)).containsExactly("1");
    assertThat(registry.get("tidewire.scrub.readings").counter().count()).isPositive();
    assertThat(failures("bug")).isEqualTo(2);
    assertThat(failures("database")).isZero();
    assertThat(stopped.all(Kind.BUG))
        .singleElement()
        .satisfies(one -> assertThat(one.cause()).contains("IllegalStateException: planted"));
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("ERROR An error in the program keeps home 5 from being merged");
    assertThat(log.thrown()).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void errorInTheLook_isToldAndMergingGoesOn() throws Exception {
    // Given
    write(HOME);
    store.execute("UPDATE block SET written_at = now() - interval '2 minutes'");

    // When
    looksFail = true;
    Duration pause = run();
    run();
    looksFail = false;
    run();

    // Then
    assertThat(pause).isPositive();
    assertThat(blocks(HOME)).containsExactly("1");
    assertThat(failures("bug")).isEqualTo(2);
    assertThat(log.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ERROR Merging fails because of an error in"),
            line -> assertThat(line).isEqualTo("INFO Merging works again"));
    assertThat(log.thrown()).singleElement().isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void errorInTheScrub_failsNoRound() {
    // Given
    scrubsFail = true;

    // When
    Duration pause = run();

    // Then
    assertThat(pause).isEqualTo(CONFIG.merge().period());
    assertThat(failures("bug")).isEqualTo(1);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("ERROR An error in the program keeps what is stored from being checked");
  }

  private Duration run() {
    return rounds.run(worked -> true);
  }

  private void order(MergeOrder.Kind kind) {
    orders.begin(kind);
    run();
    assertThat(orders.running()).isEmpty();
  }

  private double failures(String reason) {
    return registry.get("tidewire.merge.failures").tag("reason", reason).counter().count();
  }

  private void write(int home) throws SQLException {
    long today = ReadingTime.toMicros(Instant.parse("2025-11-22T00:00:00Z"));
    store.write(home, home, 1, List.of(new Reading(1, today, 1)));
  }

  private void flip() throws SQLException {
    store.execute("UPDATE block SET body = set_byte(body, 20, get_byte(body, 20) # 1)");
  }

  private void refuse(String table) throws SQLException {
    store.execute(
        """
        CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'not this one';
        END $$;
        CREATE TRIGGER planted BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION planted()
        """
            .formatted(table));
  }

  /** The level of each block. */
  private List<String> blocks(int home) throws SQLException {
    return store.strings("SELECT level FROM block WHERE home = " + home);
  }

  private MergeRounds rounds() {
    Retention retention = new Retention(CONFIG, clock);
    PartitionCatalog partitions = store.catalog(CONFIG, retention);
    MergeDatabase database = new BrokenDatabase(partitions);
    MergeScope scope = new Owned();
    DamagedRows damagedRows = new DamagedRows(clock);
    Backlog backlog = new Backlog(stopped, CONFIG, clock);
    MergeMetrics metrics = new MergeMetrics(registry, stopped, damagedRows, backlog);
    MergeJobs jobs = new MergeJobs(database, metrics, stopped, backlog, CONFIG);
    return new MergeRounds(
        database,
        scope,
        jobs,
        metrics,
        stopped,
        backlog,
        orders,
        new OrderTurns(database, jobs, metrics, damagedRows, orders),
        new ExpiredPartitions(database, partitions, retention, CONFIG, registry, clock),
        new Scrubber(database, scope, damagedRows, metrics, clock),
        CONFIG,
        clock);
  }

  private final class Owned extends MergeScope {
    Owned() {
      super(new Consumers(CONFIG, clock));
    }

    @Override
    int partitions() {
      return 12;
    }

    @Override
    Set<Integer> owned() {
      return OWNED;
    }
  }

  private final class BrokenDatabase extends MergeDatabase {
    BrokenDatabase(PartitionCatalog partitions) {
      super(store.pool(), partitions, CONFIG);
    }

    @Override
    Optional<Merged> merge(int home, Function<MergeStatements, Merged> merge) {
      if (broken.contains(home)) {
        throw new IllegalStateException("planted");
      }
      return super.merge(home, merge);
    }

    @Override
    <T> T look(Function<Waiting, T> question) {
      if (looksFail) {
        throw new NoClassDefFoundError("planted");
      }
      isLook = true;
      try {
        return super.look(question);
      } finally {
        isLook = false;
      }
    }

    @Override
    <T> T inTransaction(Function<MergeConnection, T> work) {
      if (scrubsFail && !isLook) {
        throw new NoClassDefFoundError("planted");
      }
      return super.inTransaction(work);
    }
  }
}
