package dev.tidewire.processing.merge;

import static dev.tidewire.processing.merge.MergedHome.ALL;
import static dev.tidewire.processing.merge.MergedHome.HOME;
import static dev.tidewire.processing.merge.MergedHome.MIDNIGHT;
import static dev.tidewire.processing.merge.MergedHome.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.processing.chunk.Chunk;
import dev.tidewire.processing.chunk.DamagedFrameException;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Merged.Taken;
import dev.tidewire.processing.chunk.Merges;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.chunk.SeriesDay;
import dev.tidewire.processing.chunk.Settle;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges in a real database, compared with a naive twin of the history. */
class MergeIT {
  @SuppressWarnings("NullAway.Init") // Opened before each test.
  private MergedHome home;

  @SuppressWarnings("NullAway.Init")
  private MergeStore store;

  @SuppressWarnings("NullAway.Init")
  private MergeDatabase database;

  @BeforeEach
  void open() throws SQLException {
    home = new MergedHome();
    store = home.store();
    database = home.database();
  }

  @AfterEach
  void close() throws SQLException {
    home.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsRead_isTheLastOfEachSeriesAndTimeAfterEachStep(long seed) throws Exception {
    // Given
    Random random = new Random(seed);
    int duplicates = 0;

    for (int step = 0; step < 60; step++) {
      // When
      int most = random.nextBoolean() ? ALL : 1 + random.nextInt(300);
      switch (random.nextInt(4)) {
        case 0 -> duplicates += home.gather(most).duplicates();
        case 1 -> duplicates += home.settle(most);
        default -> poll(random);
      }

      // Then
      assertThat(store.read()).isEqualTo(Reading.last(home.written()));
    }

    // When
    duplicates += home.gather(ALL).duplicates();
    duplicates += home.settle(ALL);

    // Then
    assertThat(store.read()).isEqualTo(Reading.last(home.written()));
    assertThat(duplicates).isEqualTo(home.size() - Reading.last(home.written()).size());
    assertThat(store.strings("SELECT count(*) FROM block")).containsExactly("0");
    assertThat(store.chunks()).isNotEmpty().allSatisfy(MergeIT::assertSaysWhatItHas);
  }

  /** Corrections of the last minutes, readings of now, and now and then one of days ago. */
  private void poll(Random random) throws SQLException {
    List<Reading> poll = new ArrayList<>();
    for (int i = random.nextInt(200); i >= 0; i--) {
      long series = List.of(5L, 6L, 63L, 64L, 4_100L).get(random.nextInt(5));
      long days = random.nextInt(20) == 0 ? random.nextInt(5) : 0;
      long seconds = home.offset() + random.nextInt(40) - 20 - days * 86_400;
      poll.add(new Reading(series, MIDNIGHT + seconds * SECOND, random.nextInt(1_000) / 10.0));
    }
    home.write(poll);
  }

  private static void assertSaysWhatItHas(Chunk chunk) {
    List<Reading> readings = MergeStore.readings(chunk.body());
    assertThat(Chunk.of(Reading.columns(readings)))
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(chunk);
    assertThat(readings)
        .extracting(reading -> Math.floorDiv(reading.micros(), SeriesDay.LENGTH_MICROS))
        .containsOnly(Math.floorDiv(readings.get(0).micros(), SeriesDay.LENGTH_MICROS));
  }

  @Test
  void gatheredBlock_saysWhereItComesFrom() throws Exception {
    // Given
    Reading early = new Reading(64, MIDNIGHT, 1);
    Reading late = new Reading(70, MIDNIGHT + SECOND, 2);
    store.write(HOME, 5, 10, List.of(late));
    store.write(HOME, 5, 8, List.of(early));
    store.write(4, 7, 3, List.of(early));
    store.write(4, 8, 4, List.of(early));

    // When
    home.gather(ALL);
    database.merge(4, tables -> Merges.gather(tables, 4, ALL));

    // Then
    assertThat(
            store.strings(
                """
                SELECT concat_ws(' ', home, level, grp, source, first_offset, last_offset,
                                 first_series, last_series, max_time - min_time, n)
                FROM block ORDER BY home
                """))
        .containsExactly("3 1 1 5 8 10 64 70 00:00:01 2", "4 1 1 -1 3 4 64 64 00:00:00 1");
  }

  /** A reader compares after each poll, whatever the mergers do meanwhile. */
  @Test
  void twoMergersOfAHome_loseNothingAndCountNothingTwice() throws Exception {
    // Given
    AtomicBoolean ends = new AtomicBoolean();
    AtomicInteger duplicates = new AtomicInteger();
    ExecutorService mergers = Executors.newFixedThreadPool(2);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      MergeDatabase own = store.database();
      running.add(mergers.submit(() -> mergeUntil(ends, own, duplicates)));
    }
    Random random = new Random(7);

    // When
    for (int i = 0; i < 150; i++) {
      poll(random);

      // Then
      assertThat(store.read()).isEqualTo(Reading.last(home.written()));
    }

    // When
    ends.set(true);
    for (Future<?> merger : running) {
      merger.get();
    }
    mergers.shutdown();
    duplicates.addAndGet(home.gather(ALL).duplicates() + home.settle(ALL));

    // Then
    assertThat(store.read()).isEqualTo(Reading.last(home.written()));
    assertThat(duplicates).hasValue(home.size() - Reading.last(home.written()).size());
  }

  private static void mergeUntil(
      AtomicBoolean ends, MergeDatabase database, AtomicInteger duplicates) {
    while (!ends.get()) {
      duplicates.addAndGet(
          duplicates(database.merge(HOME, tables -> Merges.gather(tables, HOME, 500))));
      for (long group : List.of(0L, 1L, 64L)) {
        duplicates.addAndGet(
            duplicates(database.merge(HOME, tables -> Settle.run(tables, HOME, group, 500))));
      }
    }
  }

  private static int duplicates(Optional<Merged> merged) {
    return merged.map(Merged::duplicates).orElse(0);
  }

  @Test
  void homeThatAnotherMergeHas_isLeftAlone() throws Exception {
    // Given
    home.write(List.of(new Reading(1, MIDNIGHT, 1)));
    MergeDatabase other = store.database();

    // When
    Optional<Merged> merged =
        database.merge(
            HOME,
            tables -> {
              assertThat(other.merge(HOME, those -> Merges.gather(those, HOME, ALL))).isEmpty();
              return Merges.gather(tables, HOME, ALL);
            });

    // Then
    assertThat(merged).contains(new Merged(new Taken(1, 1), Taken.NOTHING, 0, 0));
  }

  @Test
  void damagedBlock_staysWhereItIs() throws Exception {
    // Given
    home.write(List.of(new Reading(1, MIDNIGHT, 1)));
    byte[] frame = Reading.frame(List.of(new Reading(1, MIDNIGHT, 2)));
    frame[frame.length - 8] ^= 1;
    store.write(HOME, 0, 9, 1, frame);
    store.write(4, 0, 9, List.of(new Reading(9, MIDNIGHT, 2)));
    List<String> before = store.rows();

    // Then
    assertThatThrownBy(() -> home.gather(ALL))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageContaining("block WHERE home = 3 AND seq = 2:");
    assertThat(store.rows()).isEqualTo(before);
    assertThat(database.merge(4, tables -> Merges.gather(tables, 4, ALL)))
        .contains(new Merged(new Taken(1, 1), Taken.NOTHING, 0, 0));
  }

  @Test
  void damagedChunk_staysWhereItIsWithWhatShouldGoIntoIt() throws Exception {
    // Given
    home.write(List.of(new Reading(1, MIDNIGHT, 1), new Reading(1, MIDNIGHT + 2, 1)));
    home.gather(ALL);
    home.settle(ALL);
    store.execute("UPDATE chunk SET n = 3");
    home.write(List.of(new Reading(1, MIDNIGHT + 1, 1)));
    home.gather(ALL);
    List<String> before = store.rows();

    // Then
    assertThatThrownBy(() -> home.settle(ALL))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageStartingWith(
            "chunk WHERE series_id = 1 AND end_time = '2025-11-22T00:00:00.000002Z': ");
    assertThat(store.rows()).isEqualTo(before);
  }

  /** One group can hold this. */
  @Test
  void oddTimes_needFewPartitions() throws Exception {
    // Given
    long week = 7 * SeriesDay.LENGTH_MICROS;
    long year = 8_766 * 3_600 * SECOND;
    List<Reading> odd =
        Stream.of(
                LongStream.of(
                    MergeStore.micros("0001-01-01T00:00:00Z"),
                    MergeStore.micros("9999-12-31T23:59:59.999999Z")),
                IntStream.range(0, 1_900).mapToLong(i -> MIDNIGHT - i * week),
                IntStream.range(0, 1_900).mapToLong(i -> MIDNIGHT - i * year + 1))
            .flatMap(LongStream::boxed)
            .map(time -> new Reading(1, time, 1))
            .toList();
    home.write(odd);

    // When
    home.gather(ALL);
    home.settle(ALL);

    // Then
    assertThat(store.read()).isEqualTo(Reading.last(home.written()));
    assertThat(store.chunks()).hasSizeGreaterThan(3_000);
    assertThat(store.strings("SELECT 1 FROM pg_inherits WHERE inhparent = 'chunk'::regclass"))
        .hasSizeBetween(10, 250);
    assertThat(
            store.strings(
                """
                SELECT DISTINCT reloptions::text FROM pg_inherits JOIN pg_class ON oid = inhrelid
                WHERE inhparent = 'chunk'::regclass AND relkind = 'r'
                """))
        .containsExactly("{toast_tuple_target=4080}");
  }

  @Test
  void partitionThatSomebodyDropped_isMadeAgainAtOnce() throws Exception {
    // Given
    home.write(List.of(new Reading(1, MIDNIGHT, 1)));
    home.gather(ALL);
    home.settle(ALL);
    store.execute("DROP TABLE " + store.strings("SELECT tableoid::regclass FROM chunk").get(0));
    home.written().clear();
    home.write(List.of(new Reading(1, MIDNIGHT + 1, 2)));
    home.gather(ALL);

    // When
    home.settle(ALL);

    // Then
    assertThat(store.read()).isEqualTo(Reading.last(home.written()));
    assertThat(store.chunks()).hasSize(1);
  }

  @Test
  void homeOfManySeries_isMergedInParts() throws Exception {
    // Given
    for (int block = 0; block < 100; block++) {
      long first = block * 1_000L;
      home.write(
          LongStream.range(first, first + 1_000)
              .mapToObj(series -> new Reading(series, MIDNIGHT, series))
              .toList());
    }

    // When
    Merged some = home.gather(50_000);
    Merged others = home.gather(ALL);
    int duplicates = home.settle(ALL);

    // Then
    assertThat(List.of(some, others))
        .containsExactly(
            new Merged(new Taken(50, 50_000), Taken.NOTHING, 0, 0),
            new Merged(new Taken(50, 50_000), Taken.NOTHING, 0, 0));
    assertThat(duplicates).isZero();
    assertThat(store.strings("SELECT count(*) || ' ' || sum(total)::bigint FROM chunk"))
        .containsExactly("100000 4999950000");
  }

  @Test
  void roomOfBlocks_isFreed() throws Exception {
    // Given
    home.write(List.of(new Reading(1, MIDNIGHT, 1)));
    home.gather(ALL);

    // When
    database.vacuum();

    // Then
    await()
        .until(
            () ->
                store.strings(
                    "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'block'"),
            List.of("1")::equals);
  }
}
